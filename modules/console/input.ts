import { Taken } from "console/block";
import { inColumns } from "console/columns";
import { Claim, failed, type Intruder, type Session } from "console/command";
import { complete, completeWord } from "console/complete";
import type { Conversation } from "console/conversation";
import { Edit, type Editor } from "console/editor";
import { Key, KeyReader } from "console/keys";
import { LINE_MAX } from "console/line";
import type { Known } from "console/mask";
import { Mode } from "console/mode";
import { DROPPED, Ring } from "console/ring";
import type { Terminal } from "console/terminal";
import type { Alarm, Clock } from "core/clock";
import type { Guard } from "core/guard";
import { toShown } from "core/utf8";
import type { Settings } from "settings/settings";

/** An ESC that nothing follows for so long was only that key. */
const GAP_MS = 300;
/** Bytes of a packet's header that come before the one that shows it. */
const HEADER_BYTES = 6;
/** The first of them, which comes once in a header: `IMPROV`. */
const HEADER_FIRST = 0x49;
/**
 * Bytes that are taken at a time. Between two of these turns the port is read again: an ESP32's UART holds 11 ms of input, and a board
 * takes a byte in about 0.2 ms.
 */
const TURN = 32;
const CTRL_C = 0x03;
/** What a line starts with that belongs into `import`. */
const PASTES: readonly string[] = Object.freeze(["{", "-----BEGIN", "#define"]);

/** What an input is given. */
export interface InputOptions {
	readonly clock: Clock;
	readonly known: Known;
	readonly staged: () => Settings;
	readonly session: Session;
	readonly editor: Editor;
	readonly terminal: Terminal;
	readonly conversation: Conversation;
	readonly intruder: Intruder | undefined;
	readonly guard: Guard;
	/** Ticks at which something was typed last. */
	readonly typedAt: number;
}

/** Brings bytes to whoever has the word: the line editor, a block, a dialogue; or lets them wait. */
export class Input {
	private readonly options: InputOptions;
	private readonly ring = new Ring();
	private readonly keys = new KeyReader();
	private readonly turn: Alarm;
	private _heardAt: number;
	private _typedAt: number;
	/** As it was before what may have been the header of a packet. */
	private typedBefore: number;

	constructor(options: InputOptions) {
		const { clock, guard, typedAt } = options;
		this.options = options;
		this.turn = clock.alarm(guard.wrap(() => this.takeTurn()));
		this._heardAt = clock.ticks;
		this._typedAt = typedAt;
		this.typedBefore = typedAt;
	}

	/** Ticks at which bytes came last. */
	get heardAt(): number {
		return this._heardAt;
	}

	/** Ticks at which something was typed last; packets of an intruder are not. */
	get typedAt(): number {
		return this._typedAt;
	}

	/** All that has come is taken. */
	get resting(): boolean {
		return this.ring.resting;
	}

	/** Takes nothing more. */
	stop(): void {
		this.turn.clear();
		this.ring.clear();
	}

	/** bytes[0..count) have arrived. They only wait here, as long as there is room: it must be quick. */
	receive(bytes: Uint8Array, count: number): void {
		const { ticks } = this.options.clock;
		if (ticks - this._heardAt > GAP_MS && this.ring.empty) this.keys.settle();
		this._heardAt = ticks;
		this.options.conversation.heard();
		for (let i = 0; i < count; i++) {
			if (this.ring.full) this.takeTurn();
			this.arrive(bytes[i]);
		}
		this.turn.set(0);
	}

	/** Bytes were lost before they came here. */
	lose(): void {
		this.ring.lose();
		this.turn.set(0);
	}

	/** There is room, or something is over: answers go on, and what waits is taken. */
	advance(): void {
		const { terminal, conversation } = this.options;
		terminal.flush();
		conversation.advance();
		if (!this.ring.empty) this.turn.set(0);
	}

	private arrive(byte: number): void {
		const { intruder, conversation } = this.options;
		const claim = intruder?.take(byte) ?? Claim.No;
		if (claim === Claim.Header) this.takeBack();
		if (claim !== Claim.No) return;
		if (byte === HEADER_FIRST) this.typedBefore = this._typedAt;
		this._typedAt = this._heardAt;
		const { mode } = conversation.state;
		if (byte === CTRL_C && (mode === Mode.Running || mode === Mode.Writing)) {
			this.ring.clear();
			conversation.cancel();
		} else this.ring.put(byte);
	}

	/** The header of a packet was taken for typing so far. */
	private takeBack(): void {
		const { conversation, editor, terminal } = this.options;
		this._typedAt = this.typedBefore;
		const count = HEADER_BYTES - this.ring.drop(HEADER_BYTES);
		if (count === 0) return;
		const { state } = conversation;
		if (state.mode === Mode.Block || state.mode === Mode.Dialogue) state.reader.drop(count);
		else editor.drop(count);
		terminal.touch();
	}

	/** Takes some of the input, as long as somebody is there to take it. */
	private takeTurn(): void {
		for (let i = 0; i < TURN && !this.ring.empty && this.takesInput(); i++) this.take(this.ring.take());
		if (this.ring.empty) this.options.terminal.refresh();
		else if (this.takesInput()) this.turn.set(0);
	}

	private takesInput(): boolean {
		const { mode } = this.options.conversation.state;
		return mode !== Mode.Writing && mode !== Mode.Running && this.options.terminal.idle;
	}

	private take(byte: number): void {
		const { conversation, editor } = this.options;
		const { state } = conversation;
		if (byte === DROPPED) {
			this.lost();
			return;
		}
		if (state.mode === Mode.Dialogue) {
			const line = state.reader.take(byte);
			if (line !== undefined) conversation.speak(line);
			return;
		}
		const key = this.keys.take(byte);
		if (state.mode === Mode.Block) this.paste(state.reader.take(key));
		else if (state.mode !== Mode.Draining) this.edited(editor.take(key), key);
		else if (key === Key.Cancel) conversation.cancel();
	}

	/** Input came faster than it could wait: of the line it happened in nothing is left. */
	private lost(): void {
		const { conversation, editor, terminal } = this.options;
		const { state } = conversation;
		this.keys.settle();
		const answer = failed(
			"overflow",
			"input came faster than it could be taken: a line was dropped, nothing of it was done",
		);
		if (state.mode === Mode.Dialogue) state.reader.drop();
		else if (state.mode === Mode.Block) conversation.refuse(answer);
		else if (state.mode !== Mode.Draining) {
			editor.clear();
			terminal.touch();
			conversation.reply(() => answer);
		}
	}

	private paste(taken: Taken): void {
		const { conversation } = this.options;
		const { state } = conversation;
		if (state.mode !== Mode.Block || taken === Taken.More) return;
		const { block, reader } = state;
		if (taken === Taken.Pause) conversation.pause();
		else if (taken === Taken.Complete) conversation.reply(() => block.take(reader.text));
		else if (taken === Taken.Cancelled) conversation.cancel();
		else conversation.refuse(failed("tooLong", `more than ${block.most} characters: nothing was taken`));
	}

	private edited(edit: Edit, key: number): void {
		const { conversation, terminal } = this.options;
		if (edit === Edit.Nothing) return;
		terminal.touch();
		switch (edit) {
			case Edit.Enter:
				this.enter();
				break;
			case Edit.TooLong:
				conversation.reply(() => failed("tooLong", `a line has ${LINE_MAX} bytes at most: this one was refused`));
				break;
			case Edit.Full:
				this.full(key);
				break;
			case Edit.Cancel:
				this.cancel();
				break;
			case Edit.Leave:
				conversation.cancel();
				break;
			case Edit.Complete:
				if (!this.options.session.json) this.complete();
				break;
			case Edit.Clear:
				if (!this.options.session.json) terminal.clear();
				break;
			default:
				break; // the line has changed: it is drawn when all that came is taken
		}
	}

	private enter(): void {
		const { conversation, editor, terminal } = this.options;
		const { state } = conversation;
		terminal.close();
		const text = editor.finish();
		if (state.mode === Mode.Asking) conversation.reply(() => state.ask.take(text));
		else if (text.trim() === "") conversation.drop();
		else if (isPaste(text)) conversation.begin("import", `${text}\n`);
		else conversation.run(text);
	}

	private cancel(): void {
		const { conversation, editor, terminal } = this.options;
		terminal.close();
		editor.clear();
		if (conversation.state.mode === Mode.Asking) conversation.cancel();
		else conversation.drop();
	}

	/** The line has no room for `code`: a long paste for `import`, or too long. */
	private full(code: number): void {
		const { conversation, editor, terminal } = this.options;
		const text = editor.line.text();
		if (conversation.state.mode !== Mode.Idle || !isPaste(text)) {
			editor.refuse();
			return;
		}
		terminal.close();
		editor.clear();
		conversation.begin("import", text + String.fromCodePoint(code));
	}

	private complete(): void {
		const { conversation, editor, terminal, known, staged, session } = this.options;
		const { state } = conversation;
		const text = editor.line.text(0, editor.line.cursor);
		const commands = session.locked ? known.commands.filter(({ open }) => open) : known.commands;
		const choices = state.mode === Mode.Asking ? state.ask.choices : undefined;
		if (state.mode === Mode.Asking && !choices) return;
		const { insert, list } = choices ? completeWord(text, choices) : complete(text, { ...known, commands }, staged());
		editor.type(choices ? insert.trimEnd() : insert);
		if (list.length === 0) return;
		for (const line of inColumns(list)) terminal.print(toShown(line));
		terminal.open(state.mode === Mode.Asking ? `${state.ask.prompt.trimEnd()} ` : session.prompt);
	}
}

function isPaste(text: string): boolean {
	const start = text.trimStart();
	return PASTES.some((head) => start.startsWith(head));
}
