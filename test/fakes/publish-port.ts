import type { Encodable } from "core/encodable";
import { Outcome } from "core/result";
import { toAscii } from "core/utf8";
import type { PublisherPort } from "publisher/options";

/** An MQTT client in a test's hands: what is published lands in `sent`, `topic payload`, in one list with the PINGREQs. */
export class FakePort implements PublisherPort {
	/** What was written since `take`: `topic payload` for a PUBLISH, `pingreq` for a PINGREQ. */
	readonly sent: string[] = [];
	/** What `publish` answers; nothing is sent unless it is Sent. */
	outcome: Outcome = Outcome.Sent;
	/** A PINGREQ is unanswered: no second one is written. */
	owed = false;
	/** The most bytes that topic and payload may take together. */
	size = 1_024;
	/** Ticks are noted in front of each line when this is given. */
	readonly #ticks: (() => number) | undefined;

	constructor(ticks?: () => number) {
		this.#ticks = ticks;
	}

	publish(topic: Encodable, payload: Encodable): Outcome {
		const packet = new Uint8Array(this.size);
		const middle = topic.encode(packet, 0);
		const end = middle < 0 ? -1 : payload.encode(packet, middle);
		if (end < 0) return Outcome.TooLong;
		if (this.outcome === Outcome.Sent) this.#note(`${toAscii(packet, 0, middle)} ${toAscii(packet, middle, end)}`);
		return this.outcome;
	}

	barrier(): boolean {
		if (this.owed) return false;
		this.#note("pingreq");
		this.owed = true;
		return true;
	}

	/** What was sent since the last call. */
	take(): string[] {
		return this.sent.splice(0);
	}

	#note(text: string): void {
		this.sent.push(this.#ticks ? `${this.#ticks()} ${text}` : text);
	}
}
