import './fingerprint.css'

const SHOWN = 12
/** `0a1b2c3d 4e5f…`: eight at a time, so that two can be compared by eye. */
const grouped = (value: string): string => value.replaceAll(/(.{8})(?=.)/g, '$1 ')

/** A hash: its beginning, and when opened all of it, to be compared by eye or copied. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <details className="fingerprint" translate="no">
      <summary><code>{value.slice(0, SHOWN)}…</code></summary>
      <code>{grouped(value)}</code>
    </details>
  )
}
