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
  'access.account.add': named('设立账号', 'Added an account', ACCOUNTS),
  'access.account.change': named('修改账号', 'Changed an account', ACCOUNTS),
  'access.account.disable': named('停用账号', 'Disabled an account', ACCOUNTS),
  'access.account.enable': named('启用账号', 'Enabled an account', ACCOUNTS),
  'access.account.unlock': named('解锁账号', 'Unlocked an account', ACCOUNTS),
  'access.account.lock': named('输错密码，账号锁定', 'Locked an account after wrong passwords', ACCOUNTS),
  'access.password.give': named('给一次性密码', 'Gave a one-time password', ACCOUNTS),
  'access.password.recover': named('在机器上给一次性密码', 'Gave a one-time password at the machine', ACCOUNTS),
  'access.password.change': named('换自己的密码', 'Changed their own password'),
  'access.session.open': named('登录', 'Signed in'),
  'access.session.close': named('退出', 'Signed out'),
  'access.session.end-others': named('退出其他登录', 'Signed out elsewhere'),
  'access.tour.end': named('看过导览', 'Saw the tour'),
  'access.search.save': named('存了常用条件', 'Saved a search'),
  'access.search.change': named('改了常用条件', 'Changed a saved search'),
  'access.search.remove': named('删了常用条件', 'Deleted a saved search'),
  'journal.chain.check': named('核对日志链', 'Checked the journal’s chain'),
  'journal.list.export': named('导出日志', 'Exported the journal'),
  'places.place.add': named('新增辖区', 'Added places', PLACES),
  'places.place.change': named('修改辖区', 'Changed a place', PLACES),
  'roster.person.add': named('登记人员', 'Entered a person', PERSON),
  'roster.person.change': named('修改人员', 'Changed a person', PERSON),
  'roster.person.reveal': named('查看完整号码', 'Looked at a whole number', PERSON),
  'roster.fact.record': named('登记情况', 'Recorded a fact', PERSON),
  'roster.person.paper': named('查看证件、照片', 'Looked at a paper or photo'),
  'roster.household.change': named('修改户', 'Changed a household'),
  'roster.household.add': named('登记户', 'Entered a household'),
  'roster.people.export': named('导出花名册', 'Exported the roster'),
  'roster.sheet.import': named('导入表格', 'Imported a sheet'),
  'roster.sheet.undo': named('撤回导入', 'Took an import back'),
  'roster.person.withdraw': named('撤下录错的人员', 'Withdrew a person entered in error'),
  'roster.duplicate.dismiss': named('认定两条不是一个人', 'Judged two records to be two people'),
  'roster.duplicate.propose': named('提出两条是一个人', 'Proposed that two records are one person', OF_PERSON),
  'roster.duplicate.close': named('关闭重复的记录', 'Closed a record as a duplicate', OF_PERSON),
  'roster.duplicate.decline': named('不同意关闭重复', 'Declined to close a duplicate'),
  'roster.account.propose': named('提出账户变更', 'Proposed a change of account', OF_PERSON),
  'roster.account.decide': named('同意账户变更', 'Agreed to a change of account', OF_PERSON),
  'roster.account.decline': named('不同意账户变更', 'Declined a change of account', OF_PERSON),
  'roster.account.withdraw': named('撤回账户变更', 'Withdrew a change of account', OF_PERSON),
  'roster.account.reveal': named('查看变更账户的完整号码', 'Looked at a proposed account number', OF_PERSON),
  'roster.account.proof': named('查看账户变更的佐证', 'Looked at the proof of a change of account', OF_PERSON),
  'roster.confirmation.record': named('登记年度确认', 'Recorded a confirmation', OF_PERSON),
  'roster.confirmation.export': named('导出年度确认', 'Exported the confirmations'),
  'roster.suspension.propose': named('提议停发或恢复', 'Proposed to stop or resume', OF_PERSON),
  'roster.suspension.stop': named('决定停发', 'Decided to stop', OF_PERSON),
  'roster.suspension.resume': named('决定恢复', 'Decided to resume', OF_PERSON),
  'roster.suspension.decline': named('不同意停发或恢复', 'Declined to stop or resume', OF_PERSON),
  'roster.suspension.withdraw': named('撤回停发或恢复', 'Withdrew a stop or resumption', OF_PERSON),
  'entitlement.list.reconcile': named('比对外来名单', 'Held a list against the roster', { to: '/screening' }),
  'law.proposal.enter': named('录入标准', 'Entered a rate', PROPOSAL),
  'law.proposal.change': named('修改录入的标准', 'Changed an entered rate', PROPOSAL),
  'law.proposal.propose': named('提交标准', 'Put a rate forward', PROPOSAL),
  'law.proposal.approve': named('批准标准', 'Approved a rate', PROPOSAL),
  'law.proposal.reject': named('退回标准', 'Returned a rate', PROPOSAL),
  'law.proposal.withdraw': named('撤回标准', 'Withdrew a rate', PROPOSAL),
  'evidence.file.keep': named('上传佐证', 'Uploaded evidence'),
  'ledger.fund.add': named('设立资金', 'Added a fund', FUND),
  'ledger.budget.add': named('登记预算、拨款', 'Entered a budget', FUND),
  'ledger.fund.credit': named('资金入账', 'Credited a fund', FUND),
  'ledger.item.add': named('登记物资', 'Added goods', { to: '/funds' }),
  'ledger.item.receive': named('物资入库', 'Received goods', { to: '/funds' }),
  'ledger.transfer.propose': named('提出资金调剂', 'Proposed a transfer', { to: '/funds' }),
  'ledger.transfer.approve': named('批准资金调剂', 'Approved a transfer', { to: '/funds' }),
  'ledger.transfer.reject': named('不同意资金调剂', 'Declined a transfer', { to: '/funds' }),
  'ledger.transfer.withdraw': named('撤回资金调剂', 'Withdrew a transfer', { to: '/funds' }),
  'ledger.stock-count.propose': named('提出盘点结果', 'Proposed a stock count', { to: '/funds' }),
  'ledger.stock-count.approve': named('批准盘点结果', 'Approved a stock count', { to: '/funds' }),
  'ledger.stock-count.reject': named('不同意盘点结果', 'Declined a stock count', { to: '/funds' }),
  'ledger.stock-count.withdraw': named('撤回盘点结果', 'Withdrew a stock count', { to: '/funds' }),
  'payment.run.prepare': named('编制批次', 'Prepared a run', RUN),
  'payment.run.decide': named('处理批次的异常', 'Decided on a run’s exceptions', RUN),
  'payment.run.check': named('复核批次', 'Checked a run', RUN),
  'payment.run.approve': named('批准批次', 'Approved a run', RUN),
  'payment.run.send': named('送银行', 'Sent a run', RUN),
  'payment.run.export': named('导出报盘文件', 'Exported a bank file', RUN),
  'payment.run.confirm': named('确认到账', 'Confirmed a run', RUN),
  'payment.run.return': named('登记回盘', 'Entered a bank’s answer', RUN),
  'payment.run.reissue': named('重新发放退票', 'Reissued failed payments', RUN),
  'payment.run.discard': named('作废批次', 'Discarded a run', RUN),
  'payment.roster.export': named('导出发放花名册', 'Exported a payment roster', RUN),
  'payment.failure.clear': named('办结退票', 'Cleared a failed payment', { to: '/failures' }),
  'payment.closing.propose': named('提出收回、抵扣、核销', 'Proposed to close a receivable', RECEIVABLES),
  'payment.closing.decide': named('同意收回、抵扣、核销', 'Agreed to close a receivable', RECEIVABLES),
  'payment.closing.decline': named('不同意收回、抵扣、核销', 'Declined to close a receivable', RECEIVABLES),
  'payment.closing.withdraw': named('撤回收回、抵扣、核销', 'Withdrew a closing', RECEIVABLES),
  'payment.setting.enter': named('定发放规则', 'Entered a rule of payment', { to: '/payment-settings' }),
  'payment.compare': named('核对账目', 'Compared the books', { to: '/differences' }),
  'payment.difference.note': named('说明差异', 'Said what is done about a difference', { to: '/differences' }),
  'disclosure.notice.prepare': named('拟公示', 'Prepared a notice', NOTICE),
  'disclosure.notice.publish': named('发布公示', 'Published a notice', NOTICE),
  'disclosure.notice.export': named('导出公示', 'Exported a notice', NOTICE),
  'disclosure.notice.end': named('公示期满', 'Ended a notice', NOTICE),
  'disclosure.notice.take-down': named('撤下公示', 'Took a notice down', NOTICE),
  'disclosure.notice.withdraw': named('撤回公示', 'Withdrew a notice', NOTICE),
  'disclosure.notice.discard': named('作废公示', 'Discarded a notice', NOTICE),
  'disclosure.objection.record': named('登记异议', 'Entered an objection', { to: '/disclosure/', id: 'notice' }),
  'disclosure.objection.answer': named('答复异议', 'Answered an objection', { to: '/disclosure/', id: 'notice' }),
  'organization.group.establish': named('成立领导小组', 'Established the leading group', GROUP),
  'organization.group.adjust': named('调整领导小组', 'Changed the leading group', GROUP),
  'organization.meeting.record': named('登记会议', 'Recorded a meeting', MEETING),
  'organization.meeting.change': named('修改会议记录', 'Changed a meeting', MEETING),
  'organization.meeting.decide': named('登记议定事项', 'Entered decisions of a meeting', MEETING),
  'organization.meeting.withdraw': named('撤回会议记录', 'Withdrew a meeting'),
  'plan.plan.adopt': named('通过年度计划', 'Adopted the plan', PLAN),
  'plan.item.add': named('增加计划项', 'Added an item of the plan', PLAN_ITEM),
  'plan.item.change': named('修改计划项', 'Changed an item of the plan', PLAN_ITEM),
  'plan.task.change': named('修改任务', 'Changed a task', TASK),
  'plan.task.add': named('安排任务', 'Added a task', TASK),
  'plan.task.close': named('办结任务', 'Closed a task', TASK),
  'plan.task.drop': named('取消任务', 'Dropped a task', TASK),
  'plan.task.reopen': named('重开任务', 'Reopened a task', TASK),
  'plan.progress.add': named('登记进展', 'Added progress'),
  'plan.progress.withdraw': named('撤回进展', 'Withdrew progress'),
  'visits.plan.add': named('把户列入走访计划', 'Planned households of a round', ROUND),
  'visits.plan.assign': named('安排走访人', 'Named visitors', ROUND),
  'visits.plan.attempt': named('登记没有见到的户', 'Recorded a visit in vain'),
  'visits.plan.remove': named('把户移出走访计划', 'Took a household out of a round', ROUND),
  'visits.round.change': named('修改一轮走访', 'Changed a round of visits', ROUND),
  'visits.round.open': named('开始一轮走访', 'Opened a round of visits', ROUND),
  'visits.round.close': named('结束一轮走访', 'Closed a round of visits', ROUND),
  'visits.round.reopen': named('重新开放一轮走访', 'Reopened a round of visits', ROUND),
  'visits.round.remove': named('删去一轮走访', 'Removed a round'),
  'visits.visit.record': named('登记走访', 'Recorded a visit', OF_ROUND),
  'visits.visit.change': named('修改走访', 'Changed a visit', OF_ROUND),
  'visits.visit.remove': named('删去走访', 'Removed a visit', OF_ROUND),
  'activity.activity.record': named('登记活动', 'Recorded an activity', ACTIVITY),
  'activity.activity.change': named('修改活动', 'Changed an activity', ACTIVITY),
  'activity.activity.complete': named('补全活动', 'Completed an activity', ACTIVITY),
  'activity.activity.remove': named('删去活动', 'Removed an activity'),
  'backup.make': named('做备份', 'Made a backup', { to: '/admin/health' }),
  'documents.revision.save': named('改公文文稿', 'Reworded a document', DOCUMENTS),
  'documents.revision.remove': named('恢复公文原稿', 'Removed a rewording', DOCUMENTS),
  'documents.document.prepare': named('起草公文', 'Prepared a document', DOCUMENTS),
  'documents.document.check': named('复核公文', 'Checked a document', DOCUMENTS),
  'documents.document.issue': named('印发公文', 'Issued a document', DOCUMENTS),
  'documents.document.discard': named('作废公文', 'Discarded a document', DOCUMENTS),
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
