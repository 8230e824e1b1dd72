import { rowHeightOf } from '../../state/appearance.ts';
import { useInterface } from '../../state/interface.ts';

/** Body font sizes of the themes in CSS pixels, as tokens.css has them in rem. */
const FONT_PX = { fin: 13, mod: 13, exe: 15, aud: 14 } as const;

/** Row height and the factor of column widths under the present settings. */
export function useGridScale(): { readonly rowPx: number; readonly scale: number } {
  const settings = useInterface((state) => state.settings);
  return { rowPx: rowHeightOf(settings), scale: ((settings.size / 100) * FONT_PX[settings.theme]) / 13 };
}
