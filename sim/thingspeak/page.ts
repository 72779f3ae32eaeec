import type { Channel } from "./channel";
import { drawChart, type Point } from "./chart";
import type { ActivityLog } from "./log";
import type { Answer } from "./reads";
import type { ThingSpeak } from "./service";
import { toIso } from "./time";

const PLOTTED = 500;
const LINES = 25;
const RELOAD_S = 5;
const STYLE = `body{font:15px/1.4 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#222}
h2{margin:1.5em 0 0}.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(22em,1fr));gap:1em}
figure{margin:0;border:1px solid #ccc;border-radius:6px;padding:.5em}svg{width:100%}polyline{fill:none;stroke:#0b62a4;stroke-width:1.5}
circle{fill:#0b62a4}text{font-size:11px;fill:#666}pre{background:#f6f6f6;padding:1em;overflow:auto}.dropped,.refused,.closed{color:#a40b0b}
@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}pre{background:#222}figure{border-color:#444}}`;

/** The page at `/`: every channel with its fields drawn, and the last lines of the log. */
export function pageOf(service: ThingSpeak, log: ActivityLog): Answer {
	const channels = service.channels.map(channelSection);
	const lines = log.lines
		.slice(-LINES)
		.reverse()
		.map(({ time, what, text }) => `<span class="${what}">${toIso(time)} ${what}</span> ${escapeHtml(text)}`);
	const counts = (["taken", "dropped", "refused", "closed"] as const).map((what) => `${log.count(what)} ${what}`);
	const body = [
		'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
		`<meta http-equiv="refresh" content="${RELOAD_S}"><title>fieldfeed channels</title><style>${STYLE}</style>`,
		`<h1>Channels</h1><p>${counts.join(", ")}.</p>`,
		...(channels.length > 0 ? channels : ["<p>No channel yet: one appears with its first update.</p>"]),
		`<h2>Log</h2><pre>${lines.join("\n")}</pre></html>`,
	];
	return { status: 200, type: "text/html; charset=utf-8", body: body.join("\n") };
}

function channelSection(channel: Channel): string {
	const { options, lastEntryId, entries } = channel;
	const last = entries.at(-1);
	const reads = ["feeds.json", "feeds.csv"].map((name) => `<a href="/channels/${options.id}/${name}">${name}</a>`);
	const status = last?.status === undefined ? "" : `, status ${escapeHtml(last.status)}`;
	const head = `<h2>${options.id}: ${escapeHtml(options.name)}</h2><p>${lastEntryId} entries, one every ${options.intervalMs / 1_000} s at most${status} (${reads.join(", ")})</p>`;
	const charts = options.fields.map((name, i) => (name === undefined ? "" : fieldFigure(channel, i, name)));
	return `${head}<div class="charts">${charts.join("")}</div>`;
}

function fieldFigure({ entries }: Channel, i: number, name: string): string {
	const values = entries.slice(-PLOTTED).flatMap(({ createdAt, fields }) => {
		const text = fields[i];
		return text === undefined ? [] : [[createdAt, text] as const];
	});
	const last = values.at(-1);
	if (!last) return "";
	const points = values
		.map(([time, text]): Point => [time, text.trim() === "" ? Number.NaN : Number(text)])
		.filter(([, value]) => Number.isFinite(value))
		.sort(([a], [b]) => a - b);
	const chart = points.length > 0 ? drawChart(points) : "";
	return `<figure><figcaption>field${i + 1} ${escapeHtml(name)}: <b>${escapeHtml(last[1])}</b></figcaption>${chart}</figure>`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
