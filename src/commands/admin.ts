import { recoverAdministrator } from '../access/recovery/actions.ts'
import { ROLE_NAMES } from '../access/refusals.ts'
import { readArguments } from './arguments.ts'
import { BadArguments, refuse, type Command } from './command.ts'
import { commandActor, openHouse } from './house.ts'

export const adminCommand: Command = {
  usage: 'admin reset --data DIR [--login LOGIN]',
  summary: { zh: '在本机上给管理员一个新的一次性密码', en: 'at the machine itself: a new one-time password for an administrator' },
  async run(args, out) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' }, login: { type: 'string' } })
    if (positionals.length !== 1 || positionals[0] !== 'reset') throw new BadArguments(`admin ${positionals.join(' ')}：可用 / there is: reset`)
    const opened = await openHouse({ data: values.data, lastGoodLaw: true, log: out.log })
    try {
      if (opened.demo) throw new BadArguments('示例数据库的人没有密码 / nobody in a demo has a password')
      const reset = await recoverAdministrator(opened.house, county => commandActor(county, 'security-administrator'), values.login)
      if (!reset.ok) return refuse(out, reset.refusals)
      const { login, name, role, password } = reset.value
      out.print(reset.value, [
        `${login} ${name}（${ROLE_NAMES[role].zh} ${ROLE_NAMES[role].en}）`, `一次性密码 one-time password: ${password}`,
        '登录后须先改密码；这次重置已写入日志。/ It must be changed at the first sign-in; the journal says that it was given.',
      ].join('\n'))
      return 0
    } finally {
      await opened.close()
    }
  },
}
