/** 帮助: a page for each reader, and the glossary. */
@NullMarked
package org.sunshineledger.api.help;

import org.jspecify.annotations.NullMarked;
