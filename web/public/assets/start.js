// The start page: what everybody may see, and the way in. It computes nothing; every text goes in as text.
'use strict';

const API = '/api/v1';
const OUTCOMES = { met: '✔ 达标', not_met: '✘ 未达标', undecided: '? 无法判定', not_due: '○ 未到期' };
const STATES = { open: '待报', overdue: '已逾期', returned: '已退回' };
const at = (id) => document.getElementById(id);

async function ask(method, path, body, csrf) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (csrf) headers['X-CSRF-Token'] = csrf;
  const answer = await fetch(API + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  const content = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(content ? content.detail + (content.fix ? ' → ' + content.fix : '') : `服务器答复 ${answer.status}`);
  return content;
}

function row(texts, className) {
  const line = document.createElement('tr');
  line.className = className;
  for (const text of texts) line.insertCell().textContent = text;
  return line;
}

function tell(error) {
  at('told').textContent = error ? error.message : '';
}

async function showBoard() {
  const programme = await ask('GET', '/programme');
  document.title = programme.title;
  at('title').textContent = programme.title;
  at('simulated').hidden = !programme.simulated;
  const board = await ask('GET', '/public/indicators');
  const count = (outcome) => board.indicators.filter((each) => each.outcome === outcome).length;
  const counts = Object.entries(OUTCOMES).map(([outcome, name]) => `${name} ${count(outcome)}`);
  at('counts').textContent = `截至 ${board.as_of}：${counts.join('　')}　共 ${board.indicators.length} 项`;
  at('board').tBodies[0].replaceChildren(...board.indicators.map((each) =>
    row([each.number, each.name, OUTCOMES[each.outcome], each.value ?? '', each.limit ?? ''], each.outcome)));
  at('board').hidden = false;
}

async function showOwed(unit) {
  const owed = await ask('GET', `/requests?unit=${encodeURIComponent(unit)}&limit=500`);
  const open = owed.items.filter((each) => each.state in STATES);
  at('requests').tBodies[0].replaceChildren(...open.map((each) =>
    row([each.period, each.effective_due, STATES[each.state], `${each.items.length} 项`], each.state)));
  at('requests').hidden = open.length === 0;
}

async function showMe(me) {
  at('door').hidden = Boolean(me);
  at('me').hidden = !me;
  if (!me) return;
  at('who').textContent = (me.name || me.account) + (me.unit ? `（${me.unit}）` : '');
  at('leave').onclick = () => ask('DELETE', '/session', undefined, me.csrf_token).then(() => location.reload(), tell);
  at('next').textContent = me.must_change_password
    ? '须先修改密码：POST /api/v1/password。'
    : '填报和审核现在通过接口办理，见接口说明。';
  if (me.unit) await showOwed(me.unit);
  new EventSource(API + '/events').addEventListener('verdict', () => showBoard().catch(tell));
}

function onSubmit(id, path) {
  at(id).addEventListener('submit', (event) => {
    event.preventDefault();
    const body = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value !== ''));
    ask('POST', path, body).then((me) => { tell(null); return showMe(me); }).catch(tell);
  });
}

onSubmit('login', '/session');
onSubmit('invited', '/invitations/accept');
showBoard().catch(tell);
ask('GET', '/session').then(showMe, () => showMe(null)).catch(tell);
