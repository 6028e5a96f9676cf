#!/bin/bash
# Stops what start.sh started in DIRECTORY, and removes the directory.
# Usage: stop.sh DIRECTORY
directory=${1:?directory}
postfix -c "$directory/postfix" abort > /dev/null 2>&1 < /dev/null
dovecot -c "$directory/dovecot.conf" stop > /dev/null 2>&1 < /dev/null
rm -rf "$directory"
