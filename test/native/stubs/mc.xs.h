/* What xsl makes of the names a program uses. */
#pragma once
#define xsID_onReadable 1
#define xsID_onWritable 2
#define xsID_port 3
#define xsID_transmit 4
#define xsID_receive 5
#define xsID_baud 6
#define xsID_pin 7
