// What the JavaScript samples share: one exchange, and waits that are written down instead of slept.

const waits = [];

// A wait of so many seconds, and up to so many more by chance. It is written down and not waited for.
export async function pause(seconds, jitter = 0) {
  waits.push([seconds, jitter]);
}

export class Refused extends Error {}

export const exchange = (method, url, body) =>
  fetch(url, { method, body, headers: body ? { "Content-Type": "application/json" } : {} });

// Runs a sample on the method and each address of the command line; prints how it ended and what it would have waited, a line each.
export async function report(call) {
  const [method, ...urls] = process.argv.slice(2);
  for (const url of urls) {
    waits.length = 0;
    let end;
    try {
      end = `returns ${await call(method, url)}`;
    } catch (error) {
      if (error instanceof Refused) end = `raises: ${error.message}`;
      else if (error instanceof SyntaxError) end = "raises: body is no JSON";
      else end = "raises: no answer";
    }
    console.log(JSON.stringify({ end, waits }));
  }
}
