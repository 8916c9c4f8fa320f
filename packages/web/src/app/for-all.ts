/** Marks a route whose page is the same for everybody: it need not know who is there. */
export const FOR_ALL = 'for all';
