/** Where popups are put: beside the page, so that the page can be made inert under them. */
export function layersElement(): HTMLElement {
  const layers = document.getElementById('layers');
  if (!layers) throw new Error('index.html has no #layers');
  return layers;
}
