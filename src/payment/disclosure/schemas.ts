import { z } from 'zod'
import { noticeContact } from '../../disclosure/schemas.ts'

export const disclosing = z.strictObject({ contact: noticeContact.optional() })
