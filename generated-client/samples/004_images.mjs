// Images, JavaScript: one attempt and five retries. Any 2xx is a success. After 429, and after 500 and above, the sample waits 2^n
// seconds, but at most 30, and up to a second more; it does not wait after the last attempt. It throws any other error at once, and also
// the error for a lost response.

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
