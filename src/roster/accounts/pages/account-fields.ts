import { FIELD_HELP } from '../../../law/field-help.ts'
import type { Field } from '../../../ui/form.tsx'
import { ACCOUNT_RELATIONS, RELATION_IDS } from '../accounts.ts'

/** An account, named the same wherever it is entered. */
export const ACCOUNT_FIELDS: readonly Field[] = [
  { name: 'account', label: { zh: '银行账号', en: 'Account' } },
  { name: 'bank_name', label: { zh: '开户行', en: 'Bank' } },
  { name: 'account_holder', label: { zh: '户名', en: 'Account holder' } },
  {
    name: 'account_relation', label: { zh: '开户人与本人的关系', en: 'What the holder is to the person' }, about: FIELD_HELP.account_relation, kind: 'choice',
    choices: RELATION_IDS.map(value => ({ value, label: ACCOUNT_RELATIONS[value] })),
  },
]
