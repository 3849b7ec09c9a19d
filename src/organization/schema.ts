import { z } from 'zod'
import { ownerSchema } from '../plan/duties.ts'
import { daySchema, taskDay } from '../plan/schema.ts'
import { MEMBER_ROLES } from './organization.ts'

const short = z.string().trim().min(1).max(100)
const long = z.string().trim().min(1).max(2000)

export const memberInput = z.strictObject({ name: short, office: short, role: z.enum(MEMBER_ROLES) })
export type MemberInput = z.infer<typeof memberInput>

/** A group is established, and later adjusted, by a document. */
export const groupInput = z.strictObject({ place: z.string(), name: short, on: daySchema, document: short, members: z.array(memberInput).min(1).max(100) })
export type GroupInput = z.infer<typeof groupInput>

export const groupChange = z.strictObject({
  on: daySchema, document: short, reason: z.string().trim().max(500).nullable().optional(),
  joins: z.array(memberInput).max(100), leaves: z.array(z.string()).max(100),
  /** The version that was read: without it whatever stands is adjusted. */
  after: z.string().optional(),
})
export type GroupChange = z.infer<typeof groupChange>

export const decisionInput = z.strictObject({ text: z.string().trim().min(1).max(500), owner: ownerSchema, owner_name: short.nullable().optional(),
  due_on: taskDay })
/** What the minutes of a meeting say, but for its decisions. */
const told = {
  held_on: daySchema, topic: short, chair: short, attendees: z.array(short).min(1).max(300),
  absent: z.array(z.strictObject({ name: short, reason: short })).max(300), summary: long.nullable().optional(),
  venue: short.nullable().optional(), recorder: short.nullable().optional(), agenda: z.array(z.string().trim().min(1).max(300)).max(50).optional(),
  /** 列席: who sits in without being a member. */
  observers: z.array(short).max(100).optional(),
}
export const meetingInput = z.strictObject({ group: z.string(), ...told, decisions: z.array(decisionInput).max(50) })
export type MeetingInput = z.infer<typeof meetingInput>
export const meetingChange = z.strictObject({ ...told, version: z.int().positive() })
export type MeetingChange = z.infer<typeof meetingChange>
export type DecisionInput = z.infer<typeof decisionInput>
