package org.sunshineledger.api.security;

import java.util.Locale;
import org.sunshineledger.ledger.fact.Post;

/** What an account is for, and the post its officer acts in. */
public enum Role {
  CLERK(Post.CLERK),
  REVIEWER(Post.TOWNSHIP_REVIEWER),
  APPROVER(Post.COUNTY_APPROVER),
  FINANCE(Post.FINANCE_OFFICER),
  PAYER(Post.PAYING_OFFICER),
  AUDITOR(Post.AUDITOR),
  INSPECTOR(Post.INSPECTOR),
  ADMIN(Post.ADMINISTRATOR);

  private final Post post;

  Role(Post post) {
    this.post = post;
  }

  /** The post an officer of this role acts in when he holds several. */
  public Post post() {
    return post;
  }

  /** As it is stored; also the name of the demonstration account, e.g. {@code clerk}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  String authority() {
    return "ROLE_" + name();
  }
}
