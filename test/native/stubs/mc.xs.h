/* What xsl makes of the names a program uses. */
#pragma once
#define xsID_onReadable 1
#define xsID_onWritable 2
