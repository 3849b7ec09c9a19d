import type { Role } from '../base/actor.ts'

export const PERMISSIONS = [
  'roster.read', 'roster.write', 'roster.import', 'roster.reveal', 'roster.confirm', 'roster.decide', 'roster.account-propose', 'roster.account-decide',
  'ledger.read', 'ledger.fund', 'ledger.decide',
  'payment.read', 'payment.prepare', 'payment.check', 'payment.approve', 'payment.send', 'payment.confirm', 'payment.settings', 'payment.compare', 'payment.write-off',
  'plan.read', 'plan.write', 'organization.read', 'organization.write', 'visits.read', 'visits.write',
  'activity.read', 'activity.write', 'evidence.read', 'evidence.write', 'figures.read',
  'documents.read', 'documents.write', 'journal.read', 'accounts.manage', 'places.read', 'places.manage', 'backup.make', 'health.read',
  'law.read', 'law.propose', 'law.approve',
  'disclosure.read', 'disclosure.prepare', 'disclosure.publish', 'disclosure.object', 'disclosure.answer',
] as const
export type Permission = typeof PERMISSIONS[number]

const READ: readonly Permission[] = [
  'roster.read', 'ledger.read', 'payment.read', 'plan.read', 'organization.read', 'visits.read', 'activity.read',
  'evidence.read', 'figures.read', 'documents.read', 'places.read', 'law.read', 'disclosure.read',
]
const KEEP: readonly Permission[] = [
  'roster.write', 'roster.import', 'roster.reveal', 'roster.confirm', 'roster.account-propose', 'plan.write', 'organization.write', 'visits.write', 'activity.write',
  'evidence.write', 'documents.write',
]

/** What each role may do (DESIGN section 3). The three administrators see no person and approve nothing. */
export const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  'village-worker': [
    'roster.read', 'roster.confirm', 'plan.read', 'visits.read', 'visits.write', 'activity.read', 'activity.write', 'evidence.read', 'evidence.write', 'places.read',
    'roster.account-propose', 'law.read', 'disclosure.read', 'disclosure.object',
  ],
  clerk: [...READ, ...KEEP, 'disclosure.prepare', 'disclosure.object', 'disclosure.answer', 'law.propose', 'ledger.fund', 'payment.prepare', 'payment.send', 'payment.confirm', 'payment.compare'],
  reviewer: [
    ...READ, 'roster.reveal', 'roster.decide', 'roster.account-decide', 'law.propose', 'law.approve', 'ledger.decide', 'payment.check', 'payment.approve', 'payment.confirm', 'payment.compare', 'documents.write',
    'disclosure.publish', 'disclosure.object', 'disclosure.answer',
  ],
  leader: [
    ...READ, 'roster.decide', 'roster.account-decide', 'law.approve', 'ledger.decide', 'payment.check', 'payment.approve', 'payment.settings', 'payment.compare', 'documents.write',
    'disclosure.publish', 'disclosure.object', 'disclosure.answer',
  ],
  'county-office': [
    ...READ, 'roster.reveal', 'roster.account-decide', 'law.approve', 'ledger.fund', 'ledger.decide', 'payment.check', 'payment.approve', 'payment.settings', 'payment.compare', 'payment.write-off', 'plan.write', 'documents.write',
    'disclosure.publish', 'disclosure.answer', 'health.read',
  ],
  auditor: [...READ, 'journal.read', 'health.read'],
  // Whoever keeps the program's files is told what is wrong with them.
  'system-administrator': ['places.read', 'places.manage', 'law.read', 'backup.make', 'health.read'],
  'security-administrator': ['places.read', 'accounts.manage'],
  'audit-administrator': ['places.read', 'journal.read'],
}

export const may = (role: Role, permission: Permission): boolean => ALLOWED[role].includes(permission)
