import type { Role } from '../../base/actor.ts'
import type { Text } from '../../base/result.ts'

/** One thing on the desk, and what it is for. `at` finds it on the page; a menu entry is found by its address. */
export type TourStep = { readonly at: string; readonly title: Text; readonly text: Text }

/** What differs by role: what the menu holds for it, what waits under 轮到你, and the page where most of its work is done. */
type RoleTour = { readonly menu: Text; readonly due: Text; readonly work: { readonly to: string; readonly title: Text; readonly text: Text } }

const DOCUMENT: RoleTour['work'] = {
  to: '/documents/annual', title: { zh: '年度公文', en: 'The year’s document' },
  text: { zh: '今年的总结和明年的安排，平时就在这里长出来。点文中一个数字，右边就是它背后的记录。', en: 'This year’s summary and next year’s plan grow here all year. Click a number in it: the records behind it appear beside it.' },
}

const ROLE_TOURS: Readonly<Record<Role, RoleTour>> = {
  'village-worker': {
    menu: { zh: '名册、年度确认、计划、活动和走访，只看得到你自己村的。', en: 'Roster, confirmation, plan, activities and visits: your own village’s only.' },
    due: { zh: '村里该入户、该确认的事，快到期的排在前面。', en: 'What your village has to visit or confirm, the most urgent first.' },
    work: { to: '/rounds', title: { zh: '走访', en: 'Visits' }, text: { zh: '在“入户登记”里用手机登记走访。没有信号也能填，有了信号自己送出，不会送两遍。', en: 'Record visits on your phone under “At the door”. It works without signal, and sends once when there is one.' } },
  },
  clerk: {
    menu: { zh: '一年的工作都在这里：名册、发放、走访、计划和公文。同一类的几页排在正文上方。', en: 'The year’s work: roster, payment, visits, plan, documents. Pages that belong together stand above the text.' },
    due: { zh: '今天该你办的：到期的任务，退票，等你送出的批次。点“打开”就到那一页。', en: 'What is yours today: tasks that are due, failed payments, runs for you to send. “Open” takes you there.' },
    work: DOCUMENT,
  },
  reviewer: {
    menu: { zh: '所有记录你都能看。别人准备的，由你核对、批准；自己准备的，自己批不了。', en: 'You can read all records. What others prepared you check and approve; never your own.' },
    due: { zh: '等你核对的批次、账户变更和公示都排在这里。', en: 'Runs, changes of accounts and notices that wait for your check.' },
    work: DOCUMENT,
  },
  leader: {
    menu: { zh: '所有记录你都能看：发放、资金、计划、走访和公文。', en: 'You can read all records: payment, funds, plan, visits, documents.' },
    due: { zh: '等你批准的批次、账户变更和公示都排在这里。', en: 'Runs, changes of accounts and notices that wait for your approval.' },
    work: DOCUMENT,
  },
  'county-office': {
    menu: { zh: '全县各乡镇的记录都能看，按辖区筛选。', en: 'The records of every township in the county, filtered by place.' },
    due: { zh: '等县里批准的批次、核销和账户变更都排在这里。', en: 'Runs, write-offs and changes of accounts that wait for the county.' },
    work: DOCUMENT,
  },
  auditor: {
    menu: { zh: '所有记录都能看，什么也改不了。“管理”里有操作日志。', en: 'You can read everything and change nothing. The journal is under “Administration”.' },
    due: { zh: '审计没有要办的事；别人要办的也不排在这里。', en: 'An auditor has nothing to do here; what others must do is not listed.' },
    work: DOCUMENT,
  },
  'system-administrator': {
    menu: { zh: '管程序本身：运行、备份和辖区。看不到人员，也不批准发放。', en: 'The program itself: health, backup, places. You see no person and approve nothing.' },
    due: { zh: '程序有什么要你看一看的，排在这里；都正常的也列出来。', en: 'What of the program needs a look is here; what is as it should be is listed too.' },
    work: { to: '/admin/health', title: { zh: '运行情况', en: 'Health' }, text: { zh: '在“运行”里看数据库、磁盘和每夜备份是否正常，也在这里做备份。', en: 'Under “Health” you see whether database, disk and nightly backup are in order, and make a backup.' } },
  },
  'security-administrator': {
    menu: { zh: '管账号：谁能登录、是什么角色、看哪个辖区。看不到人员。', en: 'Accounts: who may sign in, in which role, for which place. You see no person.' },
    due: { zh: '账号有什么要你办的，排在这里；都正常的也列出来。', en: 'What of the accounts is yours to see to is here; what is as it should be is listed too.' },
    work: { to: '/admin/accounts', title: { zh: '账号', en: 'Accounts' }, text: { zh: '在这里设立账号、停用账号、给一次性密码。一次性密码只显示一次。', en: 'Add accounts, disable them, give one-time passwords. A one-time password is shown once.' } },
  },
  'audit-administrator': {
    menu: { zh: '管日志：谁在什么时候做了什么。看不到人员的内容。', en: 'The journal: who did what, when. You do not see what it says of people.' },
    due: { zh: '日志有什么要你看一看的，排在这里；都正常的也列出来。', en: 'What of the journal needs a look is here; what is as it should be is listed too.' },
    work: { to: '/admin/journal', title: { zh: '操作日志', en: 'The journal' }, text: { zh: '在“日志”里查操作，并检验日志有没有被改过。', en: 'Under “Journal” you look actions up, and check that nobody has altered it.' } },
  },
}

/** Five steps of the desk, for a role. */
export function tourOf(role: Role): readonly TourStep[] {
  const { menu, due, work } = ROLE_TOURS[role]
  return [
    { at: '.app>nav', title: { zh: '主菜单', en: 'The menu' }, text: menu },
    { at: '.card:has(>.due),.cols .cols>.card', title: { zh: '轮到你', en: 'For you' }, text: due },
    {
      at: '.ribbon', title: { zh: '全年十二个月', en: 'The twelve months' },
      text: { zh: '这一年该办的事按月排开。绿色办完了，红色逾期了，黄底是本月。', en: 'The year’s work, month by month. Green is done, red is late, the yellow month is this one.' },
    },
    { at: `.app>nav a[href^="${work.to}"]`, title: work.title, text: work.text },
    {
      at: '.person', title: { zh: '帮助和我的账号', en: 'Help and your account' },
      text: { zh: '“帮助”里是一步一步的使用指南。换密码、再看一遍导览，在“管理”的“我的账号”里。', en: '“Help” is the guide, step by step. Your password, and this tour again, are under “Administration”, “My account”.' },
    },
  ]
}
