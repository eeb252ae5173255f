// Shared by the JavaScript samples: one exchange with the server, and delays that are recorded instead of slept.

const waits = [];

// Records a delay of `seconds`, plus a random part of up to `jitter` seconds, without sleeping.
export async function pause(seconds, jitter = 0) {
  waits.push([seconds, jitter]);
}

export class Refused extends Error {}

export const exchange = (method, url, body) =>
  fetch(url, { method, body, headers: body ? { "Content-Type": "application/json" } : {} });

// Runs a sample with the method and each URL on the command line. For each URL, prints a line with the result and the delays.
export async function report(call) {
  const [method, ...urls] = process.argv.slice(2);
  for (const url of urls) {
    waits.length = 0;
    let end;
    try {
      end = `returns ${await call(method, url)}`;
    } catch (error) {
      if (error instanceof Refused) end = `raises: ${error.message}`;
      else if (error instanceof SyntaxError) end = "raises: body is not JSON";
      else end = "raises: no response";
    }
    console.log(JSON.stringify({ end, waits }));
  }
}
