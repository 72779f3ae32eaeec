import type { Watcher } from "./watcher";
import type { World } from "./world";

/** An event of the log whose reason is a state worth counting, with the words up to the first mark. */
const REASON = /\d\s{2}(disconnected|refused|linkDown|timeFailed|error|reset|safeMode)\s+([A-Za-z' ]+)/;
const REASON_MAX = 60;
const RADIO: Readonly<Record<number, string>> = { 200: "off", 400: "addressing", 500: "up" };

/** Notes which states of the firmware's machines a run has reached, as they are to be seen from outside. */
export function statesOf(world: World): Watcher {
	return {
		boot: () => world.state(`board.boot.${world.board.reason}`),
		end: (unwished) => world.state(unwished ? "board.gone" : "board.restart"),
		attempt: (link) => world.state(link.target.tls ? "client.opening.tls" : "client.opening.tcp"),
		opened: () => world.state("client.handshaking"),
		session: () => world.state("client.ready"),
		left: (session) => world.state(session.goodbye ? "client.goodbye" : "client.lost"),
		ping: (_session, answered) => world.state(answered ? "client.proved" : "client.unanswered"),
		radio: (connection) => world.state(`station.${RADIO[connection] ?? connection}`),
		row: ({ duplicate, count, stamp }) => {
			world.state(duplicate ? "row.again" : "row.new");
			if (count > 1) world.state("row.summed");
			if (stamp === "") world.state("row.timeless");
		},
		line: (line) => {
			const match = REASON.exec(line);
			if (match) world.state(`log.${match[1]}: ${match[2].trim().slice(0, REASON_MAX)}`);
		},
	};
}
