while true { }
#flags: --time-limit=200
#exit: 5
#stderr: time limit
