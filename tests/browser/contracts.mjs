// Contracts that are larger than those of the repository. JSON is YAML, so they are written as JSON.

const CLASSES = ['never', 'transient', 'throttled', 'refresh', 'inspect', { after_change: 'input' }, { after_action: 'add_funds' }];
const CATEGORIES = ['invalid_request', 'conflict', 'payment', 'rate_limit', 'internal', 'permission'];
const STATUSES = [400, 401, 402, 403, 404, 409, 422, 429, 500, 503];
const WORDS = ['card', 'account', 'parcel', 'invoice', 'session', 'upload', 'folder', 'member', 'ticket', 'device'];

const statuses = Object.fromEntries(STATUSES.map(status => [status, { summary: `Answers of the kind ${status}`, retry: status >= 500 ? 'transient' : 'never' }]));

function codes(count, name) {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), {
    status: STATUSES[at % STATUSES.length],
    summary: `The ${WORDS[at % WORDS.length]} of call ${at} was refused by rule ${at * 7 % 1000}`,
    action: `Look at the ${WORDS[(at + 3) % WORDS.length]} and try another one`,
    category: CATEGORIES[at % CATEGORIES.length],
    retry: CLASSES[at % CLASSES.length],
  }]));
}

const retry = { attempts: 5, deadline: '5m', backoff: { kind: 'exponential', base: '500ms', cap: '30s' }, jitter: 'full',
  hints: [{ at: { header: 'Retry-After' }, form: ['delay-seconds', 'http-date'] }] };

/** 2,000 codes in one catalog. */
export const codesOfTwoThousand = {
  errspec: 1, name: 'two_thousand', title: 'Two thousand codes', statuses,
  credentials: { key: { kind: 'bearer', refresh: true } },
  errors: { ErrorCode: { codes: codes(2000, at => `${WORDS[at % WORDS.length]}_refused_${at}`) } },
  bodies: { api: { fields: { code: { at: '/error/code', type: 'ErrorCode' }, message: '/error/message', request_id: { at: '/request_id', optional: true } } } },
  retry,
};

/** Types of problem documents, which are URIs, and so have no names that could be anchors as they are. */
export const typesOfProblems = {
  errspec: 1, name: 'problems', title: 'Problem types', use: ['std/problem'], statuses,
  credentials: { key: { kind: 'bearer', refresh: true } },
  errors: { ProblemType: { codes: codes(1000, at => `https://api.example.com/problems/${WORDS[at % WORDS.length]}-${at}`) } },
  bodies: { api: { extends: 'problem', fields: { type: { at: '/type', type: 'ProblemType' } } } },
  retry,
};

function machine(at) {
  const steps = Array.from({ length: 12 }, (_, step) => `STEP_${at}_${step}`);
  const states = Object.fromEntries(steps.map(step => [step, { kind: 'pending', summary: `Step ${step} is running` }]));
  states.DONE = { kind: 'final', outcome: 'success', summary: 'All is done' };
  states.FAILED = { kind: 'final', outcome: 'failure', summary: 'It failed', retry: 'never' };
  const edges = steps.map((step, i) => `${step} -> ${steps[i + 1] ?? 'DONE'} | FAILED`);
  return { summary: `Machine ${at}`, observe: { at: '/state' }, initial: [steps[0]], states, edges, poll: { interval: '2s', timeout: '10m' } };
}

/** 40 machines with 560 states, and 800 codes in four catalogs. */
export const machinesAndCatalogs = {
  errspec: 1, name: 'machines', title: 'Machines and catalogs', statuses,
  credentials: { key: { kind: 'bearer', refresh: true } },
  errors: Object.fromEntries(['A', 'B', 'C', 'D'].map(catalog => [`Codes${catalog}`, { codes: codes(200, at => `${catalog}-${at}`) }])),
  bodies: Object.fromEntries(['A', 'B', 'C', 'D'].map(catalog => [`body_${catalog.toLowerCase()}`, { fields: { code: { at: `/${catalog}/code`, type: `Codes${catalog}` } } }])),
  machines: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`Job${at}`, machine(at)])),
  retry,
};

/** Text that would break a page that did not escape it. */
export const hostile = {
  errspec: 1, name: 'hostile', title: '<script>alert(1)</script> & "quotes" \'too\'', statuses,
  errors: { E: { codes: {
    '</script><img src=x onerror=alert(2)>': { summary: '`<b>` is not bold \u202e and neither is "><svg onload=alert(3)>' },
    '{{ 7 * 7 }}': { summary: '{% raw %} {{ name }}' },
    'a b': { summary: 'A code with a space' }, 'a-b': { summary: 'One that gets the same anchor' }, 'ä✓': { summary: 'No letter of ASCII' },
  } } },
  bodies: { api: { fields: { code: { at: '/code', type: 'E' } } } },
  advice: ['</li></ul><h1>Injected</h1>'],
};

/** A machine with named waits, actions and conditions, whose source is longer than a phone is wide. */
export const assistants = {
  errspec: 1, name: 'assistants', title: 'TheAssistantsOfTheExampleService', source: 'https://api.example.com/documentation/reference/assistants/runs-and-steps/errors#states', statuses: { 404: { summary: 'There is no such run', retry: 'never' } }, errors: {},
  machines: { Run: {
    summary: 'A run that may ask for outputs, or for a signature', observe: { at: '/status' }, initial: ['queued'],
    actions: { send: { summary: 'Send the outputs', command: 'submit' }, sign: 'Sign the request in the console' },
    states: {
      queued: { kind: 'pending', summary: 'Waiting or running' },
      asks: { kind: 'resting', outcome: { needs: 'send' }, summary: 'Waiting for outputs' },
      held: { kind: 'resting', outcome: { needs: 'sign' }, summary: 'Waiting for a signature' },
      completed: { kind: 'final', outcome: [{ when: { field: { '/usage/incomplete_details/reason': { present: true } } }, is: 'partial' }, 'success'], summary: 'Done',
        payload: { steps: { type: { list: { id: 'string', reason: { type: 'string', at: '/details/reason', optional: true } } } } } },
      gone: { kind: 'final', outcome: 'gone', when: { status: 404 }, summary: 'It was deleted' },
    },
    edges: ['queued -> asks | held | completed', 'held -> queued', { edge: 'asks -> queued', command: 'submit' }, { edge: '* -> gone', command: 'remove' }],
    commands: { submit: { summary: 'Sends the outputs', max_uses: 9, operation: 'send' }, remove: { summary: 'Removes it', requires: { held: 'sign' } } },
    waits: { for_a_question: { goal: ['asks', 'held'], summary: 'Until somebody is asked' }, for_removal: { goal: 'gone', through: ['asks', 'held'] } },
    poll: { interval: '2s', factor: '1.5', cap: '30s', timeout: '1h' },
  } },
  operations: { get_run: { method: 'GET', path: '/runs/{id}', machine: 'Run' }, send: { method: 'POST', path: '/runs/{id}/outputs' } },
};
