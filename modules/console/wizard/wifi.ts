import type { Answer } from "console/command";
import { type AccessPoint, LinkPhase } from "console/host";
import type { Flow } from "console/wizard/flow";
import { toShown } from "core/utf8";

const SSID = "net.wifi.1.ssid";
const PASSWORD = "net.wifi.1.password";
/** More would not fit the screen beside the question. */
const SHOWN_MAX = 12;

/** Which Wi-Fi: a number of those in reach, or a name. A board that is on a network without Wi-Fi is not asked. */
export function wifiStep(flow: Flow, said: readonly string[]): Answer {
	const kind = flow.text("net.kind");
	const wired = kind !== "" && kind !== "wifi";
	const own = flow.host.status().link.phase === LinkPhase.Own;
	if (wired || own) return flow.pass([...said, own ? "Network: the platform's own." : `Network: ${kind}.`]);
	const found: AccessPoint[] = [];
	return flow.wait(
		(onDone) => flow.host.scanWifi({ onItem: (item) => keepStrongest(found, item), onDone }),
		[...said, "Looking for Wi-Fi networks ..."],
		(problem) => askNetwork(flow, found, problem),
	);
}

/** Each name once, the strongest first; those that hide their names are left out. */
export function keepStrongest(found: AccessPoint[], item: AccessPoint): void {
	if (item.ssid === "") return;
	const at = found.findIndex(({ ssid }) => ssid === item.ssid);
	if (at >= 0) {
		if (found[at].rssi >= item.rssi) return;
		found.splice(at, 1);
	}
	const behind = found.findIndex(({ rssi }) => rssi < item.rssi);
	found.splice(behind < 0 ? found.length : behind, 0, item);
	if (found.length > SHOWN_MAX) found.length = SHOWN_MAX;
}

function askNetwork(flow: Flow, found: readonly AccessPoint[], problem?: string, error?: string): Answer {
	const lines = found.map(({ ssid, rssi }, i) => `${String(i + 1).padStart(4)}  ${toShown(ssid)}  ${rssi} dBm`);
	if (lines.length === 0) lines.push(problem ?? "None in reach (or none that shows its name); type its name.");
	if (error !== undefined) lines.push(error);
	return flow.ask(
		{
			prompt: "Wi-Fi network, number or name",
			usual: flow.text(SSID),
			choices: found.map(({ ssid }) => ssid).filter((ssid) => toShown(ssid) === ssid), // they come over the air
			take: (text) => {
				if (isNumber(text) && found.length > 0 && !found[Number(text) - 1] && !found.some(({ ssid }) => ssid === text))
					return askNetwork(flow, found, problem, `There is no ${text} in the list: 1 to ${found.length}, or a name.`);
				const ssid = found[Number(text) - 1]?.ssid ?? text;
				if (ssid === "") return askNetwork(flow, found, problem, "A network is needed; Ctrl-C leaves.");
				const before = flow.text(SSID);
				const wrong = flow.set(SSID, ssid);
				return wrong === undefined ? askPassword(flow, ssid, ssid === before) : askNetwork(flow, found, problem, wrong);
			},
		},
		lines,
	);
}

/** One or two digits: a number of the list, and hardly a name. */
function isNumber(text: string): boolean {
	return text.length <= 2 && String(Number(text)) === text;
}

/** An empty line keeps the password that is set already for the same name. */
function askPassword(flow: Flow, ssid: string, same: boolean, error?: string): Answer {
	const keeps = same && flow.text(PASSWORD) !== "";
	return flow.ask(
		{
			prompt: `Password of ${toShown(ssid)} (${keeps ? "empty: as it is" : "empty: an open network"})`,
			hidden: true,
			take: (text) => {
				if (text === "" && keeps) return flow.next();
				const wrong = flow.set(PASSWORD, text);
				return wrong === undefined ? flow.next() : askPassword(flow, ssid, same, wrong);
			},
		},
		error === undefined ? [] : [error],
	);
}
