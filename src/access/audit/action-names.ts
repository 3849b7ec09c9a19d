import type { Text } from '../../base/result.ts'
import type { Permission } from '../roles.ts'

/** Where a page shows an entry's subject: an address, with the subject's id or the id under a key of what was written. */
type Page = { readonly to: string; readonly id?: string }
type ActionName = { readonly name: Text; readonly page?: Page }

const PERSON: Page = { to: '/people/', id: 'subject' }
const OF_PERSON: Page = { to: '/people/', id: 'person' }
const RUN: Page = { to: '/runs/', id: 'subject' }
const FUND: Page = { to: '/funds/', id: 'subject' }
const NOTICE: Page = { to: '/disclosure/', id: 'subject' }
const PROPOSAL: Page = { to: '/law/proposals/', id: 'subject' }
const RECEIVABLES: Page = { to: '/receivables' }
const DOCUMENTS: Page = { to: '/documents/annual' }
const ACCOUNTS: Page = { to: '/admin/accounts' }
const PLACES: Page = { to: '/admin/places' }
const MEETING: Page = { to: '/meetings/', id: 'subject' }
const GROUP: Page = { to: '/organization/', id: 'subject' }
const PLAN_ITEM: Page = { to: '/plan?item=', id: 'subject' }
const PLAN: Page = { to: '/plan' }
const TASK: Page = { to: '/tasks?task=', id: 'subject' }
const ROUND: Page = { to: '/rounds/', id: 'subject' }
const OF_ROUND: Page = { to: '/rounds/', id: 'round' }
const ACTIVITY: Page = { to: '/activities/', id: 'subject' }

const named = (zh: string, en: string, page?: Page): ActionName => ({ name: { zh, en }, ...(page ? { page } : {}) })

/** Every action that the journal may hold, in words. A test walks the program and misses none. */
export const ACTION_NAMES: Readonly<Record<string, ActionName>> = {
  'access.account.add': named('设立账号', 'added an account', ACCOUNTS),
  'access.account.change': named('修改账号', 'changed an account', ACCOUNTS),
  'access.account.disable': named('停用账号', 'disabled an account', ACCOUNTS),
  'access.account.enable': named('启用账号', 'enabled an account', ACCOUNTS),
  'access.account.unlock': named('解锁账号', 'unlocked an account', ACCOUNTS),
  'access.account.lock': named('输错密码，账号锁定', 'locked an account after wrong passwords', ACCOUNTS),
  'access.password.give': named('给一次性密码', 'gave a one-time password', ACCOUNTS),
  'access.password.recover': named('在机器上给一次性密码', 'gave a one-time password at the machine', ACCOUNTS),
  'access.password.change': named('换自己的密码', 'changed their own password'),
  'access.session.open': named('登录', 'signed in'),
  'access.session.close': named('退出', 'signed out'),
  'access.session.end-others': named('退出其他登录', 'signed out elsewhere'),
  'access.tour.end': named('看过导览', 'saw the tour'),
  'access.search.save': named('存了常用条件', 'saved a search'),
  'access.search.change': named('改了常用条件', 'changed a saved search'),
  'access.search.remove': named('删了常用条件', 'deleted a saved search'),
  'journal.chain.check': named('核对日志链', 'checked the journal’s chain'),
  'journal.list.export': named('导出日志', 'exported the journal'),
  'places.place.add': named('新增辖区', 'added places', PLACES),
  'places.place.change': named('修改辖区', 'changed a place', PLACES),
  'roster.person.add': named('登记人员', 'entered a person', PERSON),
  'roster.person.change': named('修改人员', 'changed a person', PERSON),
  'roster.person.reveal': named('查看完整号码', 'looked at a whole number', PERSON),
  'roster.fact.record': named('登记情况', 'recorded a fact', PERSON),
  'roster.person.paper': named('查看证件、照片', 'looked at a paper or photo'),
  'roster.household.change': named('修改户', 'changed a household'),
  'roster.household.add': named('登记户', 'entered a household'),
  'roster.people.export': named('导出花名册', 'exported the roster'),
  'roster.sheet.import': named('导入表格', 'imported a sheet'),
  'roster.sheet.undo': named('撤回导入', 'took an import back'),
  'roster.person.withdraw': named('撤下录错的人员', 'withdrew a person entered in error'),
  'roster.duplicate.dismiss': named('认定两条不是一个人', 'judged two records to be two people'),
  'roster.duplicate.propose': named('提出两条是一个人', 'proposed that two records are one person', OF_PERSON),
  'roster.duplicate.close': named('关闭重复的记录', 'closed a record as a duplicate', OF_PERSON),
  'roster.duplicate.decline': named('不同意关闭重复', 'declined to close a duplicate'),
  'roster.account.propose': named('提出账户变更', 'proposed a change of account', OF_PERSON),
  'roster.account.decide': named('同意账户变更', 'agreed to a change of account', OF_PERSON),
  'roster.account.decline': named('不同意账户变更', 'declined a change of account', OF_PERSON),
  'roster.account.withdraw': named('撤回账户变更', 'withdrew a change of account', OF_PERSON),
  'roster.account.reveal': named('查看变更账户的完整号码', 'looked at a proposed account number', OF_PERSON),
  'roster.account.proof': named('查看账户变更的佐证', 'looked at the proof of a change of account', OF_PERSON),
  'roster.confirmation.record': named('登记年度确认', 'recorded a confirmation', OF_PERSON),
  'roster.confirmation.export': named('导出年度确认', 'exported the confirmations'),
  'roster.suspension.propose': named('提议停发或恢复', 'proposed to stop or resume', OF_PERSON),
  'roster.suspension.stop': named('决定停发', 'decided to stop', OF_PERSON),
  'roster.suspension.resume': named('决定恢复', 'decided to resume', OF_PERSON),
  'roster.suspension.decline': named('不同意停发或恢复', 'declined to stop or resume', OF_PERSON),
  'roster.suspension.withdraw': named('撤回停发或恢复', 'withdrew a stop or resumption', OF_PERSON),
  'entitlement.list.reconcile': named('比对外来名单', 'held a list against the roster', { to: '/screening' }),
  'law.proposal.enter': named('录入标准', 'entered a rate', PROPOSAL),
  'law.proposal.change': named('修改录入的标准', 'changed an entered rate', PROPOSAL),
  'law.proposal.propose': named('提交标准', 'put a rate forward', PROPOSAL),
  'law.proposal.approve': named('批准标准', 'approved a rate', PROPOSAL),
  'law.proposal.reject': named('退回标准', 'returned a rate', PROPOSAL),
  'law.proposal.withdraw': named('撤回标准', 'withdrew a rate', PROPOSAL),
  'evidence.file.keep': named('上传佐证', 'uploaded evidence'),
  'ledger.fund.add': named('设立资金', 'added a fund', FUND),
  'ledger.budget.add': named('登记预算、拨款', 'entered a budget', FUND),
  'ledger.fund.credit': named('资金入账', 'credited a fund', FUND),
  'ledger.item.add': named('登记物资', 'added goods', { to: '/funds' }),
  'ledger.item.receive': named('物资入库', 'received goods', { to: '/funds' }),
  'ledger.transfer.propose': named('提出资金调剂', 'proposed a transfer', { to: '/funds' }),
  'ledger.transfer.approve': named('批准资金调剂', 'approved a transfer', { to: '/funds' }),
  'ledger.transfer.reject': named('不同意资金调剂', 'declined a transfer', { to: '/funds' }),
  'ledger.transfer.withdraw': named('撤回资金调剂', 'withdrew a transfer', { to: '/funds' }),
  'ledger.stock-count.propose': named('提出盘点结果', 'proposed a stock count', { to: '/funds' }),
  'ledger.stock-count.approve': named('批准盘点结果', 'approved a stock count', { to: '/funds' }),
  'ledger.stock-count.reject': named('不同意盘点结果', 'declined a stock count', { to: '/funds' }),
  'ledger.stock-count.withdraw': named('撤回盘点结果', 'withdrew a stock count', { to: '/funds' }),
  'payment.run.prepare': named('编制批次', 'prepared a run', RUN),
  'payment.run.decide': named('处理批次的异常', 'decided on a run’s exceptions', RUN),
  'payment.run.check': named('复核批次', 'checked a run', RUN),
  'payment.run.approve': named('批准批次', 'approved a run', RUN),
  'payment.run.send': named('送银行', 'sent a run', RUN),
  'payment.run.export': named('导出报盘文件', 'exported a bank file', RUN),
  'payment.run.confirm': named('确认到账', 'confirmed a run', RUN),
  'payment.run.return': named('登记回盘', 'entered a bank’s answer', RUN),
  'payment.run.reissue': named('重新发放退票', 'reissued failed payments', RUN),
  'payment.run.discard': named('作废批次', 'discarded a run', RUN),
  'payment.roster.export': named('导出发放花名册', 'exported a payment roster', RUN),
  'payment.failure.clear': named('办结退票', 'cleared a failed payment', { to: '/failures' }),
  'payment.closing.propose': named('提出收回、抵扣、核销', 'proposed to close a receivable', RECEIVABLES),
  'payment.closing.decide': named('同意收回、抵扣、核销', 'agreed to close a receivable', RECEIVABLES),
  'payment.closing.decline': named('不同意收回、抵扣、核销', 'declined to close a receivable', RECEIVABLES),
  'payment.closing.withdraw': named('撤回收回、抵扣、核销', 'withdrew a closing', RECEIVABLES),
  'payment.setting.enter': named('定发放规则', 'entered a rule of payment', { to: '/payment-settings' }),
  'payment.compare': named('核对账目', 'compared the books', { to: '/differences' }),
  'payment.difference.note': named('说明差异', 'said what is done about a difference', { to: '/differences' }),
  'disclosure.notice.prepare': named('拟公示', 'prepared a notice', NOTICE),
  'disclosure.notice.publish': named('发布公示', 'published a notice', NOTICE),
  'disclosure.notice.export': named('导出公示', 'exported a notice', NOTICE),
  'disclosure.notice.end': named('公示期满', 'ended a notice', NOTICE),
  'disclosure.notice.take-down': named('撤下公示', 'took a notice down', NOTICE),
  'disclosure.notice.withdraw': named('撤回公示', 'withdrew a notice', NOTICE),
  'disclosure.notice.discard': named('作废公示', 'discarded a notice', NOTICE),
  'disclosure.objection.record': named('登记异议', 'entered an objection', { to: '/disclosure/', id: 'notice' }),
  'disclosure.objection.answer': named('答复异议', 'answered an objection', { to: '/disclosure/', id: 'notice' }),
  'organization.group.establish': named('成立领导小组', 'established the leading group', GROUP),
  'organization.group.adjust': named('调整领导小组', 'changed the leading group', GROUP),
  'organization.meeting.record': named('登记会议', 'recorded a meeting', MEETING),
  'organization.meeting.change': named('修改会议记录', 'changed a meeting', MEETING),
  'organization.meeting.decide': named('登记议定事项', 'entered decisions of a meeting', MEETING),
  'organization.meeting.withdraw': named('撤回会议记录', 'withdrew a meeting'),
  'plan.plan.adopt': named('通过年度计划', 'adopted the plan', PLAN),
  'plan.item.add': named('增加计划项', 'added an item of the plan', PLAN_ITEM),
  'plan.item.change': named('修改计划项', 'changed an item of the plan', PLAN_ITEM),
  'plan.task.change': named('修改任务', 'changed a task', TASK),
  'plan.task.add': named('安排任务', 'added a task', TASK),
  'plan.task.close': named('办结任务', 'closed a task', TASK),
  'plan.task.drop': named('取消任务', 'dropped a task', TASK),
  'plan.task.reopen': named('重开任务', 'reopened a task', TASK),
  'plan.progress.add': named('登记进展', 'added progress'),
  'plan.progress.withdraw': named('撤回进展', 'withdrew progress'),
  'visits.plan.add': named('把户列入走访计划', 'planned households of a round', ROUND),
  'visits.plan.assign': named('安排走访人', 'named visitors', ROUND),
  'visits.plan.attempt': named('登记没有见到的户', 'recorded a visit in vain'),
  'visits.plan.remove': named('把户移出走访计划', 'took a household out of a round', ROUND),
  'visits.round.change': named('修改一轮走访', 'changed a round of visits', ROUND),
  'visits.round.open': named('开始一轮走访', 'opened a round of visits', ROUND),
  'visits.round.remove': named('删去一轮走访', 'removed a round'),
  'visits.visit.record': named('登记走访', 'recorded a visit', OF_ROUND),
  'visits.visit.change': named('修改走访', 'changed a visit', OF_ROUND),
  'visits.visit.remove': named('删去走访', 'removed a visit', OF_ROUND),
  'activity.activity.record': named('登记活动', 'recorded an activity', ACTIVITY),
  'activity.activity.change': named('修改活动', 'changed an activity', ACTIVITY),
  'activity.activity.complete': named('补全活动', 'completed an activity', ACTIVITY),
  'activity.activity.remove': named('删去活动', 'removed an activity'),
  'backup.make': named('做备份', 'made a backup', { to: '/admin/health' }),
  'documents.revision.save': named('改公文文稿', 'reworded a document', DOCUMENTS),
  'documents.revision.remove': named('恢复公文原稿', 'removed a rewording', DOCUMENTS),
  'documents.document.prepare': named('起草公文', 'prepared a document', DOCUMENTS),
  'documents.document.check': named('复核公文', 'checked a document', DOCUMENTS),
  'documents.document.issue': named('印发公文', 'issued a document', DOCUMENTS),
  'documents.document.discard': named('作废公文', 'discarded a document', DOCUMENTS),
}

export const actionName = (action: string): Text => ACTION_NAMES[action]?.name ?? { zh: action, en: action }

/** What of an entry may be read by whom: a room's own permission to read, where its entries speak of persons, money or drafts. */
const ROOM_READERS: Readonly<Record<string, Permission>> = {
  roster: 'roster.read', entitlement: 'roster.read', ledger: 'ledger.read', payment: 'payment.read', disclosure: 'disclosure.read', organization: 'organization.read',
  plan: 'plan.read', visits: 'visits.read', activity: 'activity.read', evidence: 'evidence.read', documents: 'documents.read', law: 'law.read',
}
/** The permission that somebody needs besides the journal's; undefined where an entry speaks of the program alone. */
export const readerOf = (action: string): Permission | undefined => ROOM_READERS[action.split('.')[0]!]

const idUnder = (key: string, said: unknown): string | undefined => {
  const value = typeof said === 'object' && said !== null && key in said ? (said as Record<string, unknown>)[key] : undefined // a key of what was written
  return typeof value === 'string' ? value : undefined
}

/** The address of the page that shows what an entry is about. */
export function pageOf(entry: { readonly action: string; readonly subject: string }, said: unknown): string | undefined {
  const page = ACTION_NAMES[entry.action]?.page
  if (page?.id === undefined) return page?.to
  const id = page.id === 'subject' ? entry.subject : idUnder(page.id, said)
  return id === undefined ? undefined : page.to + id
}
