package org.sunshineledger.api.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Problems;
import org.sunshineledger.ledger.database.Lookups;

/** Which address is open to whom. Which order is open to which role stands in {@code orders}. */
@Configuration(proxyBeanMethods = false)
class SecuritySettings {

  private static final Logger log = LoggerFactory.getLogger(SecuritySettings.class);

  static final String BASIC = "Basic realm=\"sunshine-ledger\", charset=\"UTF-8\"";
  static final String BEARER = "Bearer realm=\"sunshine-ledger\"";

  /** Nothing from anywhere else; scripts and styles only as files of our own; no frame. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Every page that anybody may read; a page that is not here is not meant for everybody. */
  static final String[] PUBLIC_PAGES = {
    "/",
    "/boards/{region}",
    "/boards/{region}/feed.atom",
    "/boards/{region}/feed.json",
    "/boards/{region}/events",
    "/boards/{region}/print",
    "/boards/{region}/wall",
    "/boards/{region}/qr.svg",
    "/notices/{notice}",
    "/notices/{notice}/print",
    "/notices/{notice}/qr.svg",
    "/notices/{notice}/document",
    "/notices/{notice}/objections",
    "/objections",
    "/objections/{receipt}",
    "/reports",
    "/reports/{receipt}",
    "/progress",
    "/progress/{region}",
    "/funds",
    "/funds/{fund}",
    "/projects",
    "/projects/{code}",
    "/regions/{region}",
    "/regions/{region}/facts",
    "/villages/{village}",
    "/villages/{village}/facts",
    "/officers/{officer}",
    "/officers/{officer}/facts",
    "/enterprises/{enterprise}",
    "/enterprises/{enterprise}/facts",
    "/policies/{policy}",
    "/policies/{policy}/facts",
    "/claims/{source}",
    "/claims/{source}/facts",
    "/mutual-aid/{village}",
    "/mutual-aid/{village}/facts",
    "/notices/{notice}/facts",
    "/funds/{fund}/facts",
    "/projects/{code}/facts",
    "/disclosures",
    "/mutual-aid",
    "/tariffs",
    "/reconciliation",
    "/reconciliation/{source}/{claim}",
    "/rules",
    "/rules/{version}",
    "/help",
    "/help/{reader}",
    "/openapi.json",
    "/lists",
    "/lists/{name}",
    "/log/facts/{position}",
    "/log/checkpoint",
    "/log/vkey",
    "/log/policy",
    "/log/events",
    "/log/details/{bundle}",
    "/log/tile/**",
    "/log/proofs/{position}.tlog-proof",
    "/log/inclusion/{position}",
    "/log/consistency",
    "/login",
    "/static/**",
    "/actuator/health"
  };

  /**
   * What is recorded of these is for staff of the region, and forms are for whoever may give the
   * order; the pages ask for which.
   */
  static final String[] STAFF_PAGES = {
    "/households/{id}/**",
    "/payments/{id}/**",
    "/leads/{id}/**",
    "/audits/{id}/**",
    "/persons/{id}/**",
    "/staff",
    "/orders/**",
    "/regions/{id}/{order}",
    "/villages/{id}/{order}",
    "/officers/{id}/{order}",
    "/enterprises/{id}/{order}",
    "/funds/{id}/{order}",
    "/projects/{id}/{order}",
    "/mutual-aid/{id}/{order}",
    "/notices/{id}/{order}",
    "/policies/{id}/{order}",
    "/claims/{id}/{order}"
  };

  /** Not what lies below it, nor the same in another form, which are the auditor's alone. */
  private static final String DOSSIER = "/audit/households/{number:[^.]+}";

  /** Where everybody may hand something in. */
  static final String[] PUBLIC_DOORS = {"/notices/{notice}/objections", "/reports"};

  private static final List<RequestMatcher> PUBLIC_POSTS = posts(Stream.of(PUBLIC_DOORS));

  /** What everybody may send a form to. */
  private static final List<RequestMatcher> PUBLIC_FORMS =
      posts(Stream.concat(Stream.of(PUBLIC_DOORS), Stream.of("/login")));

  /**
   * Whoever asks for the head of a page is led to what answers for the page. The method is asked
   * for once, not for each address: an order passes by all of them.
   */
  private static RequestMatcher read(String... paths) {
    List<RequestMatcher> addresses =
        Stream.of(paths)
            .<RequestMatcher>map(path -> PathPatternRequestMatcher.withDefaults().matcher(path))
            .toList();
    return new AndRequestMatcher(SecuritySettings::reads, new OrRequestMatcher(addresses));
  }

  private static boolean reads(HttpServletRequest request) {
    String method = request.getMethod();
    return method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name());
  }

  private static List<RequestMatcher> posts(Stream<String> paths) {
    return paths
        .<RequestMatcher>map(
            path -> PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path))
        .toList();
  }

  /**
   * Who can reach the operators' port reads the meters without a password, so that no collector has
   * to know one; the public's port has none to read.
   */
  private static RequestMatcher meters(Environment environment) {
    return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
        ? EndpointRequest.to("prometheus")
        : _ -> false;
  }

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      Accounts accounts,
      PasswordEncoder passwords,
      ObjectProvider<JwtDecoder> tokens,
      Denials denials,
      Clock clock,
      Environment environment)
      throws Exception {
    @Nullable JwtDecoder decoder = tokens.getIfAvailable();
    Turned turned = new Turned(decoder != null);
    UploadTurns turns = new UploadTurns();
    return http.authenticationProvider(
            new ThrottledLogin(
                accounts,
                passwords,
                new VerifiedPasswords(new SecureRandom()),
                new LoginThrottle(clock)))
        .addFilterAfter(new TurnedAway(denials), SecurityContextHolderFilter.class)
        .addFilterAfter(new StandingAccounts(accounts), TurnedAway.class)
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/error", "/turned-away")
                .permitAll()
                .requestMatchers(meters(environment))
                .permitAll()
                .requestMatchers(read(PUBLIC_PAGES))
                .permitAll()
                .requestMatchers(read(STAFF_PAGES))
                .authenticated()
                .requestMatchers(HttpMethod.POST, PUBLIC_DOORS)
                .permitAll()
                .requestMatchers(
                    "/audit/flags", "/audit/cases", "/audit/cases/**", "/inspection/red-flags")
                .hasAnyRole(Role.AUDITOR.name(), Role.INSPECTOR.name())
                .requestMatchers("/audit/denials")
                .hasAnyRole(Role.AUDITOR.name(), Role.ADMIN.name())
                .requestMatchers(read("/audit/checks"))
                .hasAnyRole(Role.AUDITOR.name(), Role.ADMIN.name())
                // Who may start them here is who may start them at their endpoints.
                .requestMatchers("/audit/checks/**")
                .hasRole(Role.ADMIN.name())
                // Of which region stands with the page.
                .requestMatchers(read(DOSSIER))
                .hasAnyRole(Readers.rolesFor("household/"))
                .requestMatchers("/audit/**")
                .hasRole(Role.AUDITOR.name())
                .requestMatchers("/inspection/**")
                .hasRole(Role.INSPECTOR.name())
                .requestMatchers("/imports/claims")
                .hasRole(Role.AUDITOR.name())
                .requestMatchers("/imports/allocation-notices", "/imports/allocation-notices/**")
                .hasAnyRole(Role.FINANCE.name(), Role.AUDITOR.name())
                // Which list is for which role stands with its orders.
                .requestMatchers("/imports", "/imports/**")
                .authenticated()
                .requestMatchers("/actuator/**")
                .hasRole(Role.ADMIN.name())
                .requestMatchers(HttpMethod.POST)
                .authenticated()
                // What is left has no page: let it reach the 404 rather than the login.
                .anyRequest()
                .permitAll())
        .formLogin(form ->
            form.loginPage("/login")
                .defaultSuccessUrl("/staff")
                .failureHandler(SecuritySettings::backToLogin))
        .logout(logout -> logout.logoutSuccessUrl("/"))
        .httpBasic(basic -> basic.authenticationEntryPoint(turned))
        .addFilterBefore(new UploadGate(turns), CsrfFilter.class)
        .addFilterBefore(
            new FormGate(PUBLIC_FORMS, SecuritySettings::isNotSentFromElsewhere), CsrfFilter.class)
        .addFilterAfter(turns, BasicAuthenticationFilter.class)
        .addFilterBefore(new TokenLogin(decoder, accounts), UploadGate.class)
        // A password in the header is no cookie that a foreign page could make a browser send, and
        // neither is a token. Only a browser that was once asked for one sends it with any form,
        // and says from where the form came, or at least that it came from a page.
        .csrf(csrf ->
            csrf.ignoringRequestMatchers(
                SecuritySettings::isNotSentFromElsewhere,
                TokenLogin::hasSettled,
                SecuritySettings::isOfAProgram))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(turned).accessDeniedHandler(turned))
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    permissions -> permissions.policy("camera=(), geolocation=(), microphone=()")))
        .build();
  }

  static boolean isSignedIn() {
    Authentication current = SecurityContextHolder.getContext().getAuthentication();
    return current != null && current.getPrincipal() instanceof Account;
  }

  static boolean bringsItsPassword(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, "Basic ", 0, 6);
  }

  /**
   * Over plain HTTP a browser leaves {@code Sec-Fetch-Site} out unless the ledger is on its own
   * machine, but names the origin of whatever posts; a program names none.
   */
  private static boolean isNotSentFromElsewhere(HttpServletRequest request) {
    String from = request.getHeader("Sec-Fetch-Site");
    return bringsItsPassword(request)
        && (from == null
            ? request.getHeader(HttpHeaders.ORIGIN) == null
            : from.equals("same-origin") || from.equals("none"));
  }

  /** What anybody may hand in needs no token where no form of a foreign page can send it. */
  private static boolean isOfAProgram(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.regionMatches(true, 0, MediaType.APPLICATION_JSON_VALUE, 0, 16)
        && PUBLIC_POSTS.stream().anyMatch(each -> each.matches(request));
  }

  private static void backToLogin(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
      throws IOException {
    tried(failed, request);
    Problems.answer(
        failed instanceof LockedException ? Fault.TOO_MANY_ATTEMPTS : Fault.SIGN_IN, request);
    response.sendRedirect(failed instanceof LockedException ? "/login?blocked" : "/login?failed");
  }

  /** Leaves the name that was tried where {@link TurnedAway} looks for it. */
  private static void tried(AuthenticationException failed, HttpServletRequest request) {
    Authentication attempt = failed.getAuthenticationRequest();
    if (attempt != null) request.setAttribute(TurnedAway.TRIED, attempt.getName());
  }

  /**
   * Who is turned away gets the login page or a problem; the log gets the first step of the
   * address.
   */
  private static final class Turned implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final boolean takesTokens;

    Turned(boolean takesTokens) {
      this.takesTokens = takesTokens;
    }

    @Override
    public void commence(
        HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
        throws IOException, ServletException {
      // An anonymous visitor has tried nothing.
      if (!(failed instanceof InsufficientAuthenticationException)) tried(failed, request);
      if (failed instanceof LockedException) {
        Problems.turnAway(Fault.TOO_MANY_ATTEMPTS, request, response);
      } else if (Problems.wantsHtml(request) && !bringsItsPassword(request)) {
        response.sendRedirect("/login");
      } else {
        askForPassword(request, response);
      }
    }

    private void askForPassword(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BASIC);
      if (takesTokens) response.addHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER);
      Problems.turnAway(Fault.SIGN_IN, request, response);
    }

    @Override
    public void handle(
        HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
        throws IOException, ServletException {
      log.info("{} {} denied", request.getMethod(), firstStep(request));
      boolean staleForm = denied instanceof CsrfException;
      if (staleForm && !Problems.wantsHtml(request) && !isSignedIn())
        askForPassword(request, response);
      else Problems.turnAway(staleForm ? Fault.STALE_FORM : Fault.NOT_YOUR_ROLE, request, response);
    }

    /** The rest of an address may hold a household's number. */
    private static String firstStep(HttpServletRequest request) {
      String path = request.getRequestURI();
      int end = path.indexOf('/', 1);
      return end < 0 ? path : path.substring(0, end);
    }
  }

  /**
   * Each filter of each request was measured, which nobody reads and every reader pays for; and the
   * span of a sign-in that failed would hold the message of it, which may quote what was sent.
   */
  @Bean
  static SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  static PasswordEncoder passwordEncoder() {
    return new Passwords();
  }

  @Bean(destroyMethod = "close")
  static Denials denials(JdbcClient db, Accounts accounts, Duties duties, Clock clock) {
    return new Denials(db, accounts, duties, clock);
  }

  @Bean
  static Accounts accounts(Lookups lookups, PasswordEncoder passwords) {
    return new Accounts(JdbcClient.create(lookups.dataSource()), passwords);
  }

  /**
   * @param enabled {@code ledger.demonstration-accounts}: off where real people have accounts
   * @param password {@code LEDGER_DEMO_PASSWORD}, or empty for an invented one
   */
  @Bean
  static ApplicationListener<ApplicationStartedEvent> demonstrationAccounts(
      Accounts accounts,
      @Value("${ledger.demonstration-accounts}") boolean enabled,
      @Value("${LEDGER_DEMO_PASSWORD:}") String password) {
    return _ -> {
      if (enabled) accounts.makeDemonstrationAccounts(password);
    };
  }
}
