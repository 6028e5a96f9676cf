#!/bin/bash
# Postfix (SMTP, STARTTLS, AUTH) -> LMTP -> Dovecot (POP3, STLS, POP3S) on loopback, for the tests. Run as root.
# Usage: start.sh DIRECTORY CERTIFICATE KEY SMTP POP3 POP3S LMTP AUTH RELAY   (the last six are ports)
# Mail for loop.example goes to the mailboxes a@ and b@ (password: secret), mail for relay.example to the RELAY port.
set -eu
directory=$1 certificate=$2 key=$3 smtp=$4 pop3=$5 pop3s=$6 lmtp=$7 auth=$8 relay=$9

mkdir -p "$directory"/{run,state,spool,data,postfix,home}
chown mail:mail "$directory/home"
chmod 755 "$directory" "$directory/spool"
chown postfix "$directory/data"

cat > "$directory/users" <<END
a@loop.example:{PLAIN}secret
b@loop.example:{PLAIN}secret
END

cat > "$directory/dovecot.conf" <<END
base_dir = $directory/run
state_dir = $directory/state
log_path = $directory/dovecot.log
protocols = pop3 lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <$certificate
ssl_key = <$key
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:$directory/home/%u/Maildir
first_valid_uid = 1
auth_failure_delay = 0
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  args = username_format=%u $directory/users
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$directory/home/%u
}
service pop3-login {
  inet_listener pop3 {
    port = $pop3
  }
  inet_listener pop3s {
    port = $pop3s
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = $lmtp
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  inet_listener {
    port = $auth
  }
}
END

dist=/etc/postfix/master.cf
[ -f $dist ] || dist=/usr/share/postfix/master.cf.dist
# SMTP on our port, nothing in a chroot, a log of its own
sed -E "s/^smtp( +)inet.*/127.0.0.1:$smtp inet n - n - - smtpd/; s/^(\S+\s+(unix|fifo|pass)\s+\S+\s+\S+\s+)y/\1n/; /^postlog/d" \
    $dist > "$directory/postfix/master.cf"
echo 'postlog unix-dgram n - n - 1 postlogd' >> "$directory/postfix/master.cf"

cat > "$directory/postfix/main.cf" <<END
compatibility_level = 3.6
queue_directory = $directory/spool
data_directory = $directory/data
myhostname = mx.loop.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = loop.example
virtual_transport = lmtp:inet:127.0.0.1:$lmtp
relay_domains = relay.example
transport_maps = inline:{{relay.example = smtp:[127.0.0.1]:$relay}}
message_size_limit = 12000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_tls_cert_file = $certificate
smtpd_tls_key_file = $key
smtpd_tls_security_level = may
smtp_tls_security_level = may
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$auth
alias_maps =
alias_database =
local_recipient_maps =
maillog_file = $directory/postfix.log
maillog_file_prefixes = $directory
default_transport = error:no outside mail
notify_classes =
END

# the daemons keep what they inherit: a caller that waits for one of our descriptors to close must not wait for them
for descriptor in /proc/$$/fd/*; do
    number=${descriptor##*/}
    if [ "$number" -gt 2 ] && [ "$number" -ne 255 ]; then eval "exec $number>&-"; fi
done

# nor be without the signals that it has blocked, TERM among them
launch() {
    perl -MPOSIX -e 'sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV' "$@" \
        >> "$directory/start.log" 2>&1 < /dev/null
}
launch dovecot -c "$directory/dovecot.conf"
launch postfix -c "$directory/postfix" start
