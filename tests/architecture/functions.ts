/** Characters that are no code: comments, strings, templates and regular expressions, blanked so that braces count right. */
export function blanked(text: string): string {
  const idle = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:[!&|?{};\s]|return )\/(?![*/ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*/g
  return text.replaceAll(idle, found => found.replaceAll(/[^\n]/g, ' '))
}

/** A brace that opens a function's body: after `=>`, or after `)` (and a return type) of a function or method. */
function opensFunction(before: string): boolean {
  if (/=>\s*$/.test(before)) return true
  if (!/\)\s*(?::[^;={}]*)?$/.test(before)) return false
  const head = before.slice(before.lastIndexOf('\n', before.length - 2) + 1)
  return !/\b(if|for|while|switch|catch|with)\b[^{]*$/.test(head)
}

/** Every function of more than `max` lines: where it begins, how long it is. */
export function longFunctions(text: string, max: number): { line: number; lines: number }[] {
  const code = blanked(text)
  const open: { line: number; isFunction: boolean }[] = []
  const found: { line: number; lines: number }[] = []
  let line = 1
  for (let index = 0; index < code.length; index++) {
    const character = code[index]
    if (character === '\n') line += 1
    else if (character === '{') open.push({ line, isFunction: opensFunction(code.slice(Math.max(0, index - 400), index)) })
    else if (character === '}') {
      const last = open.pop()
      if (last?.isFunction && line - last.line + 1 > max) found.push({ line: last.line, lines: line - last.line + 1 })
    }
  }
  return found
}
