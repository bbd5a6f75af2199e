package org.sunshineledger.ledger.fact;

/**
 * Who recorded the act: the officer, and the post, office and region held on the day. Over HTTP it
 * comes from the login, never from the body.
 */
public record Actor(OfficerId officer, Post post, String office, RegionCode region) {}
