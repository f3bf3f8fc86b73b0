// A drop as the browsers give it, made of nothing: items that answer webkitGetAsEntry with entries of a tree. Folder
// readers give two entries at a time. A tree is {name: bytes or text or tree or an Error}. Runs in Node and in pages.

export function madeUpDrop(tree) {
  const items = Object.entries(tree).map(([name, node]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, node),
    getAsFile: () => (isFolder(node) ? null : fileOf(name, node)),
  }));
  return { items, files: [] };
}

function isFolder(node) {
  return typeof node === 'object' && !(node instanceof Uint8Array) && !(node instanceof Error);
}

function fileOf(name, node) {
  return new File([node], name);
}

function entryOf(name, node) {
  if (!isFolder(node)) {
    const file = (resolve, reject) => (node instanceof Error ? reject(node) : resolve(fileOf(name, node)));
    return { name, isFile: true, isDirectory: false, file };
  }
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader() {
      const left = Object.entries(node).map(([name, node]) => entryOf(name, node));
      return { readEntries: (resolve) => setTimeout(() => resolve(left.splice(0, 2))) };
    },
  };
}

/** To be evaluated in a page: gives it `dropMadeUp(tree)`, which drops such a thing onto its canvas. */
export const kDropMadeUp = `(() => {
${madeUpDrop}\n${isFolder}\n${fileOf}\n${entryOf}
window.dropMadeUp = (tree) => {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: madeUpDrop(tree) });
  document.querySelector('canvas').dispatchEvent(event);
};
})()`;
