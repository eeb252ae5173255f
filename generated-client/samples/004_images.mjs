// Images, JavaScript: one attempt and five retries; any 2xx is a success; 429 and 500 and above wait 2^n seconds, 30 at most, and
// up to a second more; nothing is waited for after the last; what else is an error is thrown at once, and so is a lost answer.

import { Refused, exchange, pause, report } from "./wire.mjs";

const RETRIES = 5;

await report(async (method, url) => {
  for (let n = 0; n <= RETRIES; n++) {
    const answer = await exchange(method, url, method === "POST" ? "{}" : undefined);
    await answer.arrayBuffer();
    if (answer.ok) return answer.status;
    if (answer.status !== 429 && answer.status < 500) throw new Refused(`HTTP ${answer.status}`);
    if (n < RETRIES) await pause(Math.min(2 ** n, 30), 1);
  }
  throw new Refused("attempts used up");
});
