import type { Channel } from "./channel";
import type { Link } from "./link";
import type { Session } from "./session";

/** A row as it arrived. */
export interface Row {
	readonly channel: Channel;
	/** Number of its newest sample (world/truth), and how many it sums up. */
	readonly sample: number;
	readonly count: number;
	/** As the message has it, colons encoded; "" for none. */
	readonly stamp: string;
	readonly payload: string;
	/** It was here before. */
	readonly duplicate: boolean;
}

/** Looks on, and says by world.violation what must not be. What is left out is not looked at. Nothing of it may change the world. */
export interface Watcher {
	/** A boot begins: its number is board.boot. */
	boot?(): void;
	/** The board has ended; `unwished`: nobody had asked it to restart. */
	end?(unwished: boolean): void;
	/** The driver has had sample number `sample` whole. */
	sample?(sample: number): void;
	/** The client begins an attempt, with the look-up of the name, or goes on with its other way. */
	connecting?(port: number): void;
	/** The firmware opens a network connection. */
	attempt?(link: Link): void;
	/** It is open and, with TLS, verified. */
	opened?(link: Link): void;
	/** CONNACK with return code 0 was sent. */
	session?(session: Session): void;
	/** CONNACK with another return code was sent. */
	refused?(session: Session, code: number): void;
	/** A session is over for the broker. */
	left?(session: Session): void;
	/** A PINGREQ arrived; `answered`: its PINGRESP was sent. */
	ping?(session: Session, answered: boolean): void;
	/** Something was written to the settings' storage, or deleted there. */
	stored?(): void;
	/** The client has written its CONNECT. */
	hello?(): void;
	/** The client has had a PINGRESP that it did not owe. */
	unowed?(): void;
	/** An update was taken by its channel. */
	row?(row: Row): void;
	/** The radio is at another state: 200 off, 400 joined, 500 on the network. */
	radio?(connection: number): void;
	/** The console has said a line. */
	line?(line: string): void;
}
