# What the run scripts share. A peer that cannot run here says why and ends with 69.

unavailable() {
    echo "$1" >&2
    exit 69
}

# The first Python, $PYTHON before others, in which the given statements work.
python_where() {
    for python in "${PYTHON:-python3}" python3 /usr/bin/python3; do
        if "$python" -c "$1" >/dev/null 2>&1; then
            echo "$python"
            return
        fi
    done
    return 1
}
