import type { Command } from "../port";

/** What is asked of what the board keeps without power. */
export type StoreCommand =
	| Command.StorageRead
	| Command.StorageWrite
	| Command.StorageDelete
	| Command.StorageErase
	| Command.FlashStatus
	| Command.FlashRead
	| Command.FlashWrite
	| Command.FlashErase;

/** What is asked of the supervisor. */
export type Supervised =
	| Command.ResetReason
	| Command.RetainedRead
	| Command.RetainedWrite
	| Command.Feed
	| Command.Restart
	| Command.MarkValid
	| Command.WifiSignal
	| Command.Pin;

/** What is asked of a pin that is an input. */
export type PinCommand =
	| Command.PinRead
	| Command.AnalogRead
	| Command.PulseOpen
	| Command.PulseCount
	| Command.PulseWidth
	| Command.PulseClose;

/** What is asked of the serial port. */
export type SerialCommand = Command.SerialWrite | Command.SerialOpen | Command.SerialRead | Command.SerialClose;

/** What is asked of the sensors' 1-Wire lines and UARTs. */
export type SensorCommand =
	| Command.OneWireReset
	| Command.OneWireWrite
	| Command.OneWireRead
	| Command.OneWireSearch
	| Command.UartOpen
	| Command.UartWrite
	| Command.UartRead
	| Command.UartClose;

/** What is asked of the network and the clock. */
export type NetworkCommand =
	| Command.Datagram
	| Command.UdpClose
	| Command.WifiScan
	| Command.WifiJoin
	| Command.WifiLeave
	| Command.WifiRestart
	| Command.SetTime;
