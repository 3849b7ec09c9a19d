import type { Refusal, Text } from '../base/result.ts'

export const alreadyThere = (path: string): Refusal => ({
  code: 'duplicate', place: 'out', value: path,
  message: { zh: '这个文件已经有了，没有覆盖。', en: 'There is such a file already; it was not replaced.' },
  next: { zh: '请换一个文件名。', en: 'Name another file.' },
})

export const noSuchBackup = (path: string): Refusal => ({
  code: 'not-found', place: 'file', value: path, message: { zh: '没有这个备份文件，或无权读取。', en: 'There is no such backup, or it may not be read.' },
})

const BROKEN: Readonly<Record<'not-an-archive' | 'damaged' | 'other-keys', { message: Text; next: Text }>> = {
  'not-an-archive': {
    message: { zh: '这不是本系统的备份文件。', en: 'This is not a backup of this program.' },
    next: { zh: '备份文件名通常以 .backup 结尾。', en: 'Backups usually end in .backup.' },
  },
  damaged: {
    message: { zh: '备份文件已损坏或不完整，没有恢复任何内容。', en: 'The backup is damaged or cut short; nothing was restored.' },
    next: { zh: '请用另一份备份，或从原处重新复制一次。', en: 'Use another backup, or copy this one again from where it came.' },
  },
  'other-keys': {
    message: { zh: '这份备份用现有的密钥打不开，没有恢复任何内容。', en: 'The backup does not open with these keys; nothing was restored.' },
    next: { zh: '请用当时的密钥文件（TONGXIN_KEY_FILE）或恢复口令（TONGXIN_RECOVERY_PHRASE）。', en: 'Use the key file of that time (TONGXIN_KEY_FILE) or the recovery phrase (TONGXIN_RECOVERY_PHRASE).' },
  },
}
export const broken = (fault: keyof typeof BROKEN, path: string): Refusal => ({ code: 'unreadable', place: 'file', value: path, ...BROKEN[fault] })

export const newerProgram = (steps: readonly string[]): Refusal => ({
  code: 'state', place: 'file', value: steps[0],
  message: { zh: '这份备份是更新版本的程序做的，这个版本读不了。', en: 'A newer version of the program made this backup; this one cannot read it.' },
  next: { zh: '请先安装同样新或更新的版本，再恢复。', en: 'Install a version at least as new, then restore.' },
})

export const noKey = (keyFile: string): Refusal => ({
  code: 'missing', place: 'key', value: keyFile, legal: ['TONGXIN_KEY_FILE', 'TONGXIN_RECOVERY_PHRASE'],
  message: { zh: '备份里没有密钥，这里也没有密钥文件。', en: 'A backup holds no key, and there is no key file here.' },
  next: { zh: '请把密钥文件放到这里或用 TONGXIN_KEY_FILE 指明；丢失时用 TONGXIN_RECOVERY_PHRASE 给出抄在纸上的恢复口令。', en: 'Put the key file here or name it with TONGXIN_KEY_FILE; if it is lost, give the phrase on paper with TONGXIN_RECOVERY_PHRASE.' },
})

export const wrongKey = (place: 'key' | 'phrase', value: string | undefined): Refusal => ({
  code: 'invalid', place, ...(value === undefined ? {} : { value }),
  message: place === 'key'
    ? { zh: '这个密钥文件打不开这份备份。', en: 'This key file does not open the backup.' }
    : { zh: '恢复口令不对，打不开这份备份。', en: 'The recovery phrase does not open the backup.' },
  next: { zh: '请用当时的密钥文件（TONGXIN_KEY_FILE）或恢复口令（TONGXIN_RECOVERY_PHRASE）。', en: 'Use the key file of that time (TONGXIN_KEY_FILE) or the recovery phrase (TONGXIN_RECOVERY_PHRASE).' },
})

export const notEmpty = (directory: string, found: readonly string[]): Refusal => ({
  code: 'state', place: 'data', value: directory, legal: ['--replace'],
  message: { zh: `这个目录不是空的（有 ${found.slice(0, 5).join('、')}），没有改动。`, en: `This directory is not empty (${found.slice(0, 5).join(', ')}); nothing was changed.` },
  next: { zh: '请换一个空目录；确实要替换，请加 --replace，原来的会改名留着。', en: 'Name an empty directory; to replace it after all add --replace: what is there is kept under another name.' },
})

export const occupied = (found: string): Refusal => ({
  code: 'state', place: 'to', value: found,
  message: { zh: '目标数据库不是空的，没有改动。', en: 'The target database is not empty; nothing was changed.' },
  next: { zh: '请新建一个空数据库，再指明它。', en: 'Make a new empty database and name that.' },
})

export const underWay: Refusal = {
  code: 'in-use', place: 'backup', message: { zh: '正在备份，请等它完成。', en: 'A backup is being made; wait until it is done.' },
}
