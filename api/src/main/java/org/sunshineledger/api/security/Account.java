package org.sunshineledger.api.security;

import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * An account of one person.
 *
 * @param officer number of the officer whose acts are recorded through it
 * @param region code of the region it acts in while the ledger has no facts about the officer: how
 *     the first administrator of an empty ledger can begin
 */
public record Account(
    String name,
    String officer,
    Set<Role> roles,
    String region,
    String passwordHash,
    boolean enabled)
    implements UserDetails {

  private static final long serialVersionUID = 1L;

  public Account {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) throw new IllegalArgumentException("an account has a role");
  }

  public boolean isOneOf(Set<Role> allowed) {
    return roles.stream().anyMatch(allowed::contains);
  }

  @Override
  public List<? extends GrantedAuthority> getAuthorities() {
    return roles.stream().map(role -> new SimpleGrantedAuthority(role.authority())).toList();
  }

  @Override
  public String getPassword() {
    return passwordHash;
  }

  @Override
  public String getUsername() {
    return name;
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public String toString() {
    return name;
  }
}
