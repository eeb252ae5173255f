// Jobs, JavaScript: three attempts. Any 2xx is a success. After 429, 500, 503 and any exception, including its own, the sample waits
// 2^n seconds.

import { Refused, exchange, pause, report } from "./wire.mjs";

const ATTEMPTS = 3;
const RETRIED = new Set([429, 500, 503]);

await report(async (method, url) => {
  for (let n = 0; n < ATTEMPTS; n++) {
    try {
      const answer = await exchange(method, url, "{}");
      if (answer.ok) {
        await answer.json();
        return answer.status;
      }
      if (!RETRIED.has(answer.status)) {
        await answer.text();
        throw new Refused(`HTTP ${answer.status} and the body`);
      }
      await pause(2 ** n);
    } catch (error) {
      if (n + 1 === ATTEMPTS) throw error;
      await pause(2 ** n);
    }
  }
  throw new Refused("attempts used up");
});
