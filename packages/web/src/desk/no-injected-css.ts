/**
 * Stands in for the part of Ant Design that writes `<style>` elements while the page runs (Dom/dynamicCSS of its utility
 * package; put in its place by build/antd-styles-plugin.ts). The content policy refuses such styles, and all that are
 * needed are in the static file.
 */
export function updateCSS(): HTMLStyleElement {
  return document.createElement('style');
}

export function injectCSS(): null {
  return null;
}

export function removeCSS(): void {
  // Nothing was put in.
}

export function clearContainerCache(): void {
  // There is none.
}
