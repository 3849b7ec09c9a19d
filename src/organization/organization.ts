import type { Day } from '../base/day.ts'
import type { Refusal } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import type { GroupChange, MeetingInput, MemberInput } from './schema.ts'

export const MEMBER_ROLES = ['head', 'deputy', 'member', 'office-director'] as const
export type MemberRole = typeof MEMBER_ROLES[number]
/** A member from a day to the last day of membership. */
export type Member = {
  readonly id: string; readonly name: string; readonly office: string; readonly role: MemberRole; readonly from: Day; readonly to: Day | null
}

/** Who is a member on a day: the day of leaving is the first day without. */
export const membersOn = (members: readonly Member[], on: Day): Member[] =>
  members.filter(member => member.from <= on && (member.to === null || on <= member.to))

const invalid = (place: string, value: unknown, zh: string, en: string, legal?: readonly string[]): Refusal =>
  ({ code: 'invalid', place, value, ...(legal ? { legal } : {}), message: { zh, en } })

const notYet = (place: string, day: Day, today: Day): Refusal[] =>
  day > today ? [invalid(place, day, '日期在今天之后。', 'This day lies ahead.', [`<= ${today}`])] : []

const memberFaults = (members: readonly MemberInput[], place: string): Refusal[] =>
  members.flatMap((member, index) => [...screenSecret(`${place}.${index}.office`, member.office), ...screenSecret(`${place}.${index}.name`, member.name)])

const oneHead = (members: readonly { role: MemberRole }[]): Refusal[] => {
  const heads = members.filter(member => member.role === 'head').length
  return heads === 1 ? [] : [{
    code: 'contradiction', place: 'members', value: heads, legal: ['1'],
      message: { zh: `领导小组应有一名组长，现在有${heads}名。`, en: `A leading group has one head; here are ${heads}.` },
  }]
}

/** Faults of a new group. */
export const foundingFaults = (input: { name: string; on: Day; document: string; members: readonly MemberInput[] }, today: Day): Refusal[] => [
  ...notYet('on', input.on, today), ...screenSecret('name', input.name), ...screenSecret('document', input.document),
  ...memberFaults(input.members, 'members'), ...oneHead(input.members),
]

/** Faults of an adjustment, against who is a member until then. */
export function changeFaults(change: GroupChange, members: readonly Member[], lastChange: Day, today: Day): Refusal[] {
  const staying = membersOn(members, change.on)
  const unknown = change.leaves.filter(id => !staying.some(member => member.id === id))
  const left = [...staying.filter(member => !change.leaves.includes(member.id)), ...change.joins]
  return [
    ...notYet('on', change.on, today), ...screenSecret('document', change.document), ...screenSecret('reason', change.reason),
      ...memberFaults(change.joins, 'joins'),
    ...(change.on <= lastChange ? [invalid('on', change.on, `上一次调整在${lastChange}，这一次应在其后。`, `The last change was on ${lastChange}; this one comes after.`,
      [`> ${lastChange}`])] : []),
    ...unknown.map(id => invalid('leaves', id, '这一位当时不是成员。', 'This is not a member then.', staying.map(member => member.id))),
    ...(change.joins.length + change.leaves.length === 0 ? [invalid('joins', 0, '没有人加入或退出，不是一次调整。', 'Nobody joins or leaves: that is no adjustment.')] : []),
    ...oneHead(left),
  ]
}

/** Faults of a meeting and its decisions. */
export const meetingFaults = (input: MeetingInput, today: Day): Refusal[] => [
  ...notYet('held_on', input.held_on, today), ...screenSecret('topic', input.topic), ...screenSecret('summary', input.summary),
    ...screenSecret('chair', input.chair),
  ...input.attendees.flatMap((name, index) => screenSecret(`attendees.${index}`, name)),
  ...input.absent.flatMap((each, index) => [...screenSecret(`absent.${index}.name`, each.name), ...screenSecret(`absent.${index}.reason`, each.reason)]),
  ...input.absent.filter(each => input.attendees.includes(each.name)).map(each =>
    invalid('absent', each.name, `${each.name}既到会又缺席。`, `${each.name} cannot be both present and absent.`)),
  ...input.decisions.flatMap((decision, index) => [
    ...screenSecret(`decisions.${index}.text`, decision.text),
    ...(decision.due_on < input.held_on
      ? [invalid(`decisions.${index}.due_on`, decision.due_on, '办理期限不能早于会议。', 'A decision cannot be due before its meeting.', [`>= ${input.held_on}`])] : []),
  ]),
]
