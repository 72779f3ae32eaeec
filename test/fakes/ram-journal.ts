import type { Clock } from "core/clock";
import type { Log } from "core/log";
import { RecordingLog } from "fakes/log";
import { Journal } from "journal/journal";

/** A journal without flash, of so many rows where it says so. */
export function ramJournal(clock: Clock, rows?: number, log: Log = new RecordingLog()): Journal {
	return new Journal(rows === undefined ? { clock, log, flash: undefined } : { clock, log, flash: undefined, rows });
}
