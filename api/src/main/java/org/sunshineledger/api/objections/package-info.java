/**
 * 异议、举报: the door through which everybody may object to a notice or report what he knows, with a
 * receipt and without being known.
 */
@NullMarked
package org.sunshineledger.api.objections;

import org.jspecify.annotations.NullMarked;
