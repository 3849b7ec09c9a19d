import { ahead } from '../base/ahead.ts'
import type { Day } from '../base/day.ts'
import type { Refusal, Text } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import type { DecisionInput, GroupChange, MeetingChange, MeetingInput, MemberInput } from './schema.ts'

export const MEMBER_ROLES = ['head', 'deputy', 'office-director', 'member'] as const
export type MemberRole = typeof MEMBER_ROLES[number]
export const MEMBER_ROLE_NAMES: Readonly<Record<MemberRole, Text>> = {
  head: { zh: '组长', en: 'Head' }, deputy: { zh: '副组长', en: 'Deputy' }, member: { zh: '成员', en: 'Member' }, 'office-director': { zh: '办公室主任', en: 'Office director' },
}
/** A member from a day to the last day of membership. */
export type Member = {
  readonly id: string; readonly name: string; readonly office: string; readonly role: MemberRole; readonly from: Day; readonly to: Day | null
}

/** Who is a member on a day: the day of leaving is the first day without. */
export const membersOn = (members: readonly Member[], on: Day): Member[] =>
  members.filter(member => member.from <= on && (member.to === null || on <= member.to))

const invalid = (place: string, value: unknown, zh: string, en: string, legal?: readonly string[]): Refusal =>
  ({ code: 'invalid', place, value, ...(legal ? { legal } : {}), message: { zh, en } })

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
  ...ahead('on', input.on, today), ...screenSecret('name', input.name), ...screenSecret('document', input.document),
  ...memberFaults(input.members, 'members'), ...oneHead(input.members),
]

/** Faults of an adjustment, against who is a member until then. */
export function changeFaults(change: GroupChange, members: readonly Member[], lastChange: Day, today: Day): Refusal[] {
  const staying = membersOn(members, change.on)
  const unknown = change.leaves.filter(id => !staying.some(member => member.id === id))
  const left = [...staying.filter(member => !change.leaves.includes(member.id)), ...change.joins]
  return [
    ...ahead('on', change.on, today), ...screenSecret('document', change.document), ...screenSecret('reason', change.reason),
      ...memberFaults(change.joins, 'joins'),
    ...(change.on <= lastChange ? [invalid('on', change.on, `上一次调整在${lastChange}，这一次应在其后。`, `The last change was on ${lastChange}; this one comes after.`,
      [`> ${lastChange}`])] : []),
    ...unknown.map(id => invalid('leaves', id, '这一位当时不是成员。', 'This is not a member then.', staying.map(member => member.id))),
    ...(change.joins.length + change.leaves.length === 0 ? [invalid('joins', 0, '没有人加入或退出，不是一次调整。', 'Nobody joins or leaves: that is no adjustment.')] : []),
    ...oneHead(left),
  ]
}

type Told = Omit<MeetingChange, 'version'>

const toldFaults = (input: Told, today: Day): Refusal[] => [
  ...ahead('held_on', input.held_on, today),
  ...(['topic', 'summary', 'chair', 'venue', 'recorder'] as const).flatMap(place => screenSecret(place, input[place])),
  ...(['attendees', 'observers', 'agenda'] as const).flatMap(place => (input[place] ?? []).flatMap((words, index) => screenSecret(`${place}.${index}`, words))),
  ...input.absent.flatMap((each, index) => [...screenSecret(`absent.${index}.name`, each.name), ...screenSecret(`absent.${index}.reason`, each.reason)]),
  ...input.absent.filter(each => input.attendees.includes(each.name)).map(each =>
    invalid('absent', each.name, `${each.name}既到会又缺席。`, `${each.name} cannot be both present and absent.`)),
]

/** Faults of a decision of a meeting that was held on a day. */
export const decisionFaults = (decision: DecisionInput, held: Day, place = ''): Refusal[] => [
  ...screenSecret(`${place}text`, decision.text), ...screenSecret(`${place}owner_name`, decision.owner_name),
  ...(decision.due_on < held
    ? [invalid(`${place}due_on`, decision.due_on, '办理期限不能早于会议。', 'A decision cannot be due before its meeting.', [`>= ${held}`])] : []),
]

/** Faults of a meeting and its decisions. */
export const meetingFaults = (input: MeetingInput, today: Day): Refusal[] =>
  [...toldFaults(input, today), ...input.decisions.flatMap((decision, index) => decisionFaults(decision, input.held_on, `decisions.${index}.`))]

/** Faults of minutes written anew: no decision of theirs is due before the meeting. */
export const minutesFaults = (input: Told, decisions: readonly { readonly text: string; readonly due_on: Day }[], today: Day): Refusal[] => [
  ...toldFaults(input, today),
  ...decisions.filter(decision => decision.due_on < input.held_on).map(decision =>
    invalid('held_on', input.held_on, `“${decision.text}”的期限是${decision.due_on}，会议不能在其后。`, `"${decision.text}" is due on ${decision.due_on}; the meeting comes before.`, [`<= ${decision.due_on}`])),
]

/** A member of either of two days, and how the one differs from the other. */
export type MemberChange = { readonly name: string; readonly before: Member | null; readonly now: Member | null; readonly change: 'joined' | 'left' | 'changed' | 'same' }

/** Two versions of a group side by side: who stayed, who changed office or role, who left, who joined; in the order of their rank. */
export function changesBetween(before: readonly Member[], now: readonly Member[]): MemberChange[] {
  const rank = ({ now: one, before: other }: MemberChange) => MEMBER_ROLES.indexOf((one ?? other)!.role) // one of them is there
  const later = now.map((member): MemberChange => {
    const earlier = before.find(each => each.name === member.name) ?? null
    const same = earlier?.office === member.office && earlier.role === member.role
    return { name: member.name, before: earlier, now: member, change: earlier === null ? 'joined' : same ? 'same' : 'changed' }
  })
  const left = before.filter(member => !now.some(each => each.name === member.name))
    .map((member): MemberChange => ({ name: member.name, before: member, now: null, change: 'left' }))
  return [...later, ...left].toSorted((a, b) => rank(a) - rank(b))
}

type Named = Omit<MemberInput, 'role'> & { readonly id?: string | undefined; readonly role: MemberRole }

/** What an edited list of members asks for: whoever is not in it as they stand leaves, whoever stands otherwise joins anew. */
export function adjustmentOf(members: readonly Member[], wanted: readonly Named[]): { joins: MemberInput[]; leaves: string[] } {
  const stays = (member: Member, one: Named) => member.id === one.id && member.name === one.name.trim() && member.office === one.office.trim() && member.role === one.role
  return {
    leaves: members.filter(member => !wanted.some(one => stays(member, one))).map(member => member.id),
    joins: wanted.filter(one => !members.some(member => stays(member, one))).map(({ name, office, role }) => ({ name: name.trim(), office: office.trim(), role })),
  }
}
