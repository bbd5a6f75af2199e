/**
 * What all doors share: one address for a page and for JSON, problems with published codes, two
 * languages, and how dates and money are written.
 */
@NullMarked
package org.sunshineledger.api.web;

import org.jspecify.annotations.NullMarked;
