// ClickHouse's real engine, from the npm package chdb, behind as much of its HTTP interface as the
// official client uses. A process of its own: two databases in one would share a C++ runtime.
//   node chdb-server.mjs DIRECTORY_OF_CHDB
// Prints its port. FAULTLINE_TEST_PASSWORD is what a client has to send, for any user.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { Session } = createRequire(import.meta.url)(process.argv[2]);
const session = new Session();
const password = process.env.FAULTLINE_TEST_PASSWORD ?? "";

/** What the server itself takes from the address; all else there is a setting of the query. */
const ownOptions = new Set(["query", "query_id", "database", "wait_end_of_query"]);

function passwordOf({ headers }) {
  const basic = /^Basic (.*)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  return Buffer.from(basic, "base64")
    .toString()
    .replace(/^[^:]*:/, "");
}

function answer(request, body) {
  if (passwordOf(request) !== password)
    throw new Error("Code: 516. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)");
  const options = [...new URL(request.url, "http://localhost").searchParams];
  const settings = options
    .filter(([name]) => !ownOptions.has(name))
    .map(([name, value]) => `${name} = '${value.replaceAll(/[\\']/g, "\\$&")}'`);
  const query = settings.length === 0 ? body : `${body}\nSETTINGS ${settings.join(", ")}`;
  return session.query(query);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    try {
      const text = answer(request, Buffer.concat(chunks).toString());
      response.writeHead(200, { "Content-Type": "application/x-ndjson" }).end(text);
    } catch (error) {
      // chdb puts words of its own before the server's, and repeats them.
      const said = error.message.slice(error.message.lastIndexOf("Code: "));
      const code = /^Code: (\d+)/.exec(said)?.[1] ?? "0";
      response.writeHead(500, { "X-ClickHouse-Exception-Code": code }).end(said);
    }
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.on("SIGTERM", () => process.exit(0));
