import { z } from 'zod'

/** Everything the program reads of its environment. A value that does not fit stops it before it starts. */
const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TONGXIN_KEY_FILE: z.string().min(1).optional(),
  TONGXIN_PASSWORD: z.string().optional(),
  /** Given once, to restore where the key file is lost. */
  TONGXIN_RECOVERY_PHRASE: z.string().min(1).optional(),
  /** The sealed files of a server's database; an embedded one has them in its own directory. */
  TONGXIN_FILES: z.string().min(1).optional(),
  TONGXIN_BACKUPS: z.string().min(1).optional(),
  TONGXIN_BACKUPS_KEPT: z.coerce.number().int().min(1).max(1000).default(14),
  /** How whoever reads this calls the program: a package's own starter says so. */
  TONGXIN_CALLED: z.string().min(1).default('node tools/run.mjs'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4600),
})
export type Environment = z.infer<typeof environment>

/** Reads the environment. Throws one error that names every variable that does not fit. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const result = environment.safeParse(variables)
  if (result.success) return result.data
  throw new Error(result.error.issues.map(issue => `环境变量 ${issue.path.join('.')} 有误 / environment variable: ${issue.message}`).join('\n'))
}
