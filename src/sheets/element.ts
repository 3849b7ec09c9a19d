/** An XML element: its name without prefix, its own text, what stands in it. */
export type Element = { readonly name: string; readonly namespace: string; readonly text: string; readonly children: readonly Element[] }
