// What an export would take if it were nothing but downloading: reads every page of the identities,
// a few at a time, and parses it. The yardstick for `identity-console export`; not a test.
//
//   SAIL_BASE_URL=… SAIL_CLIENT_ID=… SAIL_CLIENT_SECRET=… node bare-client.mjs [in flight, default 6]

import http from 'node:http';

const base = new URL(process.env.SAIL_BASE_URL);
const width = Number(process.argv[2] ?? 6);
const pageSize = 250;
const agent = new http.Agent({ keepAlive: true, maxSockets: width });

function request(method, path, headers, body) {
    return new Promise((resolve, reject) => {
        const out = http.request({ agent, host: base.hostname, port: base.port, method, path, headers },
            answer => {
                const chunks = [];
                answer.on('data', chunk => chunks.push(chunk));
                answer.on('end', () => {
                    const text = Buffer.concat(chunks).toString('utf8');
                    if (answer.statusCode !== 200)
                        reject(new Error(`${answer.statusCode} for ${path}: ${text}`));
                    else
                        resolve({ headers: answer.headers, json: JSON.parse(text) });
                });
            });
        out.on('error', reject);
        out.end(body);
    });
}

const started = performance.now();
const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: process.env.SAIL_CLIENT_ID,
    client_secret: process.env.SAIL_CLIENT_SECRET,
});
const token = await request('POST', '/oauth/token',
    { 'Content-Type': 'application/x-www-form-urlencoded' }, form.toString());
const headers = {
    Authorization: `Bearer ${token.json.access_token}`,
    'X-SailPoint-Experimental': 'true',
};
const page = (offset, count) => request('GET',
    `/v2024/identities?sorters=name,alias&defaultFilter=NONE&limit=${pageSize}&offset=${offset}`
        + (count ? '&count=true' : ''), headers);

const first = await page(0, true);
const total = Number(first.headers['x-total-count']);
let rows = first.json.length;
let pages = 1;
let next = pageSize;
await Promise.all(Array.from({ length: width }, async () => {
    while (next < total) {
        const offset = next;
        next += pageSize;
        const answer = await page(offset, false);
        rows += answer.json.length;
        ++pages;
    }
}));
const seconds = (performance.now() - started) / 1000;
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${rows} rows in ${pages} pages, ${seconds.toFixed(2)} s, ${memory} MB at most`);
agent.destroy();
