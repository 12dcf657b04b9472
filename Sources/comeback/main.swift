import Commands
print("hi")
