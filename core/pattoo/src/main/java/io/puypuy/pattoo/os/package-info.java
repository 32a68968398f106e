/**
 * What pattoo's agents for operating systems collect: the metrics of one Linux machine, in pattoo's order, with its keys,
 * types and metadata. Source: proc(5), sysfs(5) and statvfs(3), counted as psutil 5.9 does.
 */
@NullMarked
package io.puypuy.pattoo.os;

import org.jspecify.annotations.NullMarked;
