#!/bin/sh
# Writes Postfix's settings from NEXTROUND_DOMAIN and starts it in the foreground.
set -eu
: "${NEXTROUND_DOMAIN:?set it in nextround.env}"
name="${NEXTROUND_HOSTNAME:-$NEXTROUND_DOMAIN}"
# Who is a mail from? OpenDKIM and OpenDMARC write Authentication-Results in our name, OpenDMARC last and on top.
cat >/etc/opendkim.conf <<END
Mode v
Syslog no
UserID opendkim
Socket inet:8891@127.0.0.1
AuthservID front.nextround.internal
Nameservers $(awk '/^nameserver/ { print $2 }' /etc/resolv.conf | paste -sd,)
END
cat >/etc/opendmarc.conf <<END
Syslog false
UserID opendmarc
Socket inet:8893@127.0.0.1
AuthservID front.nextround.internal
TrustedAuthservIDs front.nextround.internal
SPFIgnoreResults true
SPFSelfValidate true
RejectFailures true
END
mkdir -p /run/opendkim /run/opendmarc
opendkim -x /etc/opendkim.conf
opendmarc -c /etc/opendmarc.conf
postconf -e \
  "smtpd_milters = inet:127.0.0.1:8891, inet:127.0.0.1:8893" \
  "milter_default_action = tempfail" \
  "myhostname = $name" \
  "mydestination =" \
  "relay_domains = $NEXTROUND_DOMAIN" \
  "transport_maps = inline:{ $NEXTROUND_DOMAIN=smtp:[nextround]:2525 }" \
  "mynetworks = 127.0.0.0/8 [::1]/128" \
  "smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination" \
  "smtpd_recipient_restrictions = reject_unauth_destination, reject_unverified_recipient" \
  "unverified_recipient_reject_code = 550" \
  "smtpd_forbid_bare_newline = normalize" \
  "message_size_limit = 26214400" \
  "disable_vrfy_command = yes" \
  "smtp_tls_security_level = may" \
  "maillog_file = /dev/stdout" \
  "compatibility_level = 3.6"
# Nextround hands its answers to port 10025, which only the private network reaches.
postconf -M "10025/inet=10025 inet n - n - - smtpd"
postconf -P \
  "10025/inet/smtpd_milters=" \
  "10025/inet/smtpd_relay_restrictions=permit_mynetworks,reject" \
  "10025/inet/smtpd_recipient_restrictions=permit_mynetworks,reject" \
  "10025/inet/mynetworks=127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"
exec postfix start-fg
