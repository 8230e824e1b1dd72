/** Elements of an XML file, as far as they are kept, with their places. */

export interface XmlNode {
  /** Without prefix. */
  readonly name: string;
  /** The `Ccy` attribute of an amount. */
  readonly currency: string | undefined;
  readonly currencySpan: readonly [start: number, length: number] | undefined;
  readonly line: number;
  /** Byte of the `<` of the opening tag. */
  readonly byteStart: number;
  /** Byte behind the closing tag. */
  byteEnd: number;
  /** Text of the element itself, entities resolved, with whatever white space it has. */
  text: string;
  /** Bytes of the text without the white space around it. */
  span: readonly [start: number, length: number];
  /** The bytes of `span` are the text and nothing else: no entity, no comment, no element between. */
  plain: boolean;
  readonly children: XmlNode[];
}

/** First element at a path below a node. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let here = node;
  for (let i = 0; i < path.length && here !== undefined; i++) {
    const { children } = here;
    here = undefined;
    for (let k = 0; k < children.length; k++) {
      if (children[k]!.name !== path[i]) continue;
      here = children[k];
      break;
    }
  }
  return here;
}

/** All children of a name. */
export function all(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** The first of several paths that leads to an element with text. */
export function firstOf(node: XmlNode | undefined, ...paths: readonly (readonly string[])[]): XmlNode | undefined {
  for (const path of paths) {
    const found = at(node, ...path);
    if (found !== undefined && /\S/.test(found.text)) return found;
  }
  return undefined;
}

/** Text of a node on one line; empty where there is none. */
export function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  return /^\S*$/.test(node.text) ? node.text : node.text.replace(/\s+/g, ' ').trim();
}
