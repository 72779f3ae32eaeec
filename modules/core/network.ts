/** Why a board is not on its network. A code carries its reason up to the console, which alone has words for it (console/words). */
export const enum LinkFailure {
	None = 0,
	/** We left it. */
	Local = 1,
	/** The interface does not start, or the platform has none of the kind that is set. */
	NoInterface = 2,
	/** No access point in reach has a name that is set. */
	NoNetwork = 3,
	/** The access point does not take the password. */
	WrongPassword = 4,
	/** The access point refused, for a reason that has no code of its own. */
	Refused = 5,
	/** The access point, or the switch behind the cable, did not answer before the deadline. */
	JoinTimeout = 6,
	/** On the network, but DHCP gave no address before the deadline. */
	NoAddress = 7,
	/** The access point is gone, or the cable was pulled. */
	Lost = 8,
	/** The address is gone: the lease ran out and was not renewed. */
	AddressLost = 9,
	/** The radio did not end its scan, or did not start it. */
	ScanFailed = 10,
}

/** Why a time server's answer, or its silence, is of no use. */
export const enum SyncFailure {
	None = 0,
	/** The server's name has no address. */
	Resolve = 1,
	/** No answer before the deadline. */
	Silent = 2,
	/** The server says that it does not know the time itself (LI 3, or a stratum that is none). */
	Unsynchronised = 3,
	/** The server wants to be left alone (RFC 5905 §7.4). */
	KissOfDeath = 4,
	/** The time is before this firmware was built, or decades after it. */
	Implausible = 5,
	/** Far from what this board knew, and no second server says the same. */
	Alone = 6,
	/** No socket could be had, or nothing could be sent. */
	NoSocket = 7,
}

/** What the client waits for before it may open a network connection. */
export const enum Need {
	None = 0,
	/** The board is not on its network. */
	Link = 1,
	/** The time is unknown, and a certificate cannot be judged without it. */
	Clock = 2,
}
