import type { Benefit, Category } from '../law/facts.ts'
import { addMonths, type Month } from '../base/day.ts'
import type { ByHand, Decision, Line, Missing, RefusedLine, Warning } from './decision.ts'
import type { Text } from '../base/result.ts'

/** A decision in the making; what is said twice is kept once. */
export class Answer {
  readonly lines: Line[] = []
  readonly refused: RefusedLine[] = []
  private readonly byHand: ByHand[] = []
  private readonly missing = new Map<string, Missing>()
  private readonly warnings = new Map<string, Warning>()

  lacks(benefit: Benefit, category: Category | null, fact: string, why: Text): void {
    this.missing.set(`${benefit}|${category}|${fact}|${why.zh}`, { benefit, category, fact, why: why.zh, why_en: why.en })
  }

  /** Months one after another become one entry. */
  handOver(entry: Omit<ByHand, 'from' | 'to'>, month: Month): void {
    const index = this.byHand.findLastIndex(one => one.code === entry.code && one.benefit === entry.benefit && one.category === entry.category && one.decided_by === entry.decided_by)
    const last = this.byHand[index]
    if (last && (last.to === month || last.to === addMonths(month, -1))) this.byHand[index] = { ...last, line: last.line || entry.line, to: month }
    else this.byHand.push({ ...entry, from: month, to: month })
  }

  warn(code: string, benefit: Benefit | null, category: Category | null, text: Text): void {
    this.warnings.set(`${code}|${benefit}|${category}|${text.zh}`, { code, benefit, category, text: text.zh, text_en: text.en })
  }

  done(hash: string): Decision {
    return {
      lines: this.lines, refused: this.refused, by_hand: this.byHand,
      missing: [...this.missing.values()], warnings: [...this.warnings.values()], law: { hash },
    }
  }
}
